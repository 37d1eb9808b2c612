import type { Language } from './names.js';

const lines = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/**
 * What people write, by language. `{host}` is the creator, `{mention}` another viewer's `@handle`, `{gift}` a gift.
 */
export const phrases: Readonly<Record<Language, readonly string[]>> = {
  en: lines(`
    hello from Ohio 👋
    that transition was so clean
    first time here, instant follow
    can you play the one from yesterday?
    the lighting tonight is perfect
    {mention} you're back!!
    LMAOOO not again
    I've been lurking for two hours, this is my new comfort stream
    how long have you been doing this?
    W stream
    no way no way no way
    who's cutting onions in here 😭
    {host} say hi to my sister, she's watching too
    ok but why is nobody talking about the cat
    send {gift}s chat, we're so close
    what keyboard is that?
    good night everyone, work at six 🥱`),
  es: lines(`
    saludos desde Rosario 🇦🇷
    ¡qué temazo!
    jajajajaja me muero
    ¿desde dónde transmites?
    no puede ser, otra vez igual
    {mention} ya te vi 👀
    la mejor hora del día
    ¿mañana también haces directo?
    se te ve muy bien la cámara
    un beso para todos desde Sevilla
    aguante {host} 💪
    me perdí, ¿qué pasó?`),
  pt: lines(`
    boa noite, galera! 🇧🇷
    kkkkkkkk que isso
    manda um salve pra Recife
    tá muito bom hoje
    alguém me explica o que aconteceu?
    {mention} cheguei atrasada mas cheguei
    essa música é linda demais
    coração pra {host} ❤️
    amanhã tem live?
    nossa, arrepiei toda`),
  de: lines(`
    moin aus Hamburg
    was für ein Abend 😄
    Donaudampfschifffahrtsgesellschaftskapitän hahaha
    kannst du das nochmal langsam zeigen?
    {mention} na, auch wieder da?
    bester Stream der Woche
    wie heißt das Lied gerade?
    ich muss leider los, tschüss!`),
  fr: lines(`
    coucou de Lyon ☀️
    mdrrr j'en peux plus
    c'est quoi le titre de la chanson ?
    trop fort, vraiment
    {mention} t'as vu ça ?!
    bisous à tous les noctambules
    on arrive bientôt à l'objectif 🔥
    première fois ici, j'adore l'ambiance`),
  it: lines(`
    buonasera a tutti da Napoli 🌋
    ma che bravo!
    ahahah sto piangendo
    {mention} ciao bella
    come si chiama questa canzone?
    domani sei in diretta?`),
  pl: lines(`
    cześć z Wrocławia!
    ale sztos 🔥
    o której jutro?
    {mention} hej hej
    zażółć gęślą jaźń, test znaków 😅
    pozdrowienia dla wszystkich`),
  id: lines(`
    halo kak, salam dari Bandung
    wkwkwkwk ngakak banget
    lagunya apa ya kak?
    semangat terus {host}! 💪
    {mention} hadir juga nih
    baru pulang kerja langsung nonton
    kapan live lagi?`),
  tr: lines(`
    İzmir'den selamlar 🌊
    çok güzel söylüyorsun
    hahaha yine mi ya
    {mention} hoş geldin
    yarın saat kaçta?
    şu şarkının adı neydi?
    ağlıyorum şu an 😂
    helal olsun {host}`),
  vi: lines(`
    xin chào từ Đà Nẵng 👋
    hay quá trời ơi
    bài này tên gì vậy ạ?
    {mention} lâu rồi không gặp
    cười đau cả bụng 🤣
    chúc cả nhà buổi tối vui vẻ
    mai có live nữa không?`),
  ru: lines(`
    всем привет из Самары!
    ахахах не могу
    как называется трек?
    {mention} с возвращением ❤️
    очень красиво, спасибо
    я тут впервые, уже подписался
    завтра будет эфир?
    достопримечательность вечера 😄`),
  ar: lines(`
    مساء الخير من عمّان 🌙
    ما شاء الله، صوت رائع
    ههههههه والله ضحكت
    شو اسم الأغنية؟
    {mention} أهلاً وسهلاً
    تحية من المغرب 🇲🇦
    كل يوم أحلى من اللي قبله
    متى البث الجاي؟
    أول مرة أدخل live وعجبني كثير`),
  fa: lines(`
    سلام از شیراز 🌷
    خیلی قشنگ بود، مرسی
    خخخخ مردم از خنده
    اسم این آهنگ چیه؟
    {mention} خوش اومدی
    فردا هم لایو داری؟
    می‌خواستم بگم عالیه 👏`),
  he: lines(`
    ערב טוב מחיפה!
    חחחחח אין עליך
    מה השם של השיר?
    {mention} מה קורה
    וואו, פשוט מושלם 😍
    מתי הלייב הבא?
    שָׁלוֹם לכולם`),
  th: lines(`
    สวัสดีค่ะจากเชียงใหม่ 🙏
    5555555 ขำมาก
    เพลงนี้ชื่ออะไรคะ
    น่ารักมากกก
    {mention} มาแล้วเหรอ
    พรุ่งนี้ไลฟ์กี่โมง
    เป็นกำลังใจให้นะ สู้ๆ`),
  hi: lines(`
    नमस्ते, जयपुर से देख रहे हैं 🙏
    बहुत बढ़िया यार
    हाहाहा क्या बात है
    इस गाने का नाम क्या है?
    {mention} कैसे हो भाई
    कल फिर लाइव आओगे?
    दिल जीत लिया ❤️`),
  ja: lines(`
    こんばんは〜！仙台から
    wwwww おもしろすぎる
    この曲なんて名前ですか？
    初見です、よろしくお願いします
    {mention} おかえり！
    今日もかわいい💕
    明日も配信ありますか？
    8888888888
    声が癒やされる…ずっと聴いていたい`),
  zh: lines(`
    晚上好，从成都来的
    哈哈哈哈笑死我了
    这首歌叫什么名字？
    主播今天状态真好
    {mention} 你也在啊
    第一次来，关注了
    明天几点开播？
    太好听了吧👏👏👏`),
  ko: lines(`
    안녕하세요~ 부산에서 왔어요
    ㅋㅋㅋㅋㅋㅋ 대박
    이 노래 제목이 뭐예요?
    오늘 너무 예쁘다
    {mention} 오랜만이에요
    내일도 방송해요?
    처음 왔는데 구독했어요 🥰
    ㅠㅠ 감동이야`),
};

/** What belongs to no language: emoji, clusters, bracket codes, shouts, commands, links, long words. */
export const anyLanguage: readonly string[] = lines(`
  🔥🔥🔥
  ❤️❤️❤️❤️❤️
  😂
  👏👏👏👏
  👨‍👩‍👧‍👦 family time
  🧑🏽‍🚀🧑🏻‍🎨🧑🏿‍🍳
  🏳️‍🌈🏴‍☠️
  🇧🇷🇵🇹🇲🇽🇹🇷🇯🇵
  👍🏻👍🏽👍🏿
  ❤️‍🔥❤️‍🩹
  🐻‍❄️ brrr
  [laughcry]
  [laughcry][laughcry][laughcry]
  [heart] you {host} [rose]
  so good [thumb]
  [wow] what a shot
  gg
  GGWP
  1
  222
  ?
  ...
  W
  noooooooooooooooooooooooooooooooooo
  AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
  hahahahahahahahahahahahahahahahahahahahahahahahahahahaha
  !discord
  !song
  !rank
  !points {mention}
  {mention} {mention} come look
  ¯\\_(ツ)_/¯
  (づ｡◕‿‿◕｡)づ
  my setup: https://setup.example/desk
  clip is on clips.example/tonight
  hey مرحبا hello שלום all at once
  1v1 me? 💀
  <b>not bold</b>
  5 > 3 && 2 < 4
  T̶o̶d̶a̶y̶ tonight`);

/** What a moderator removes a few seconds later. */
export const spam: readonly string[] = lines(`
  free coins at coin-rain.example ⬅️⬅️
  F0LL0W ME i follow back everyone
  hot offer >>> t.example/xx
  you all have no taste, boring stream
  sub4sub sub4sub sub4sub sub4sub`);

/** Spoken by the host, in captions. */
export const spoken: readonly string[] = lines(`
  alright everybody welcome back to the stream
  let me just move this light a little bit to the left
  thank you so much for the roses I see you all
  okay this next one is a request from earlier
  if you are new here say hi in the chat
  wait what did you just write hold on let me read that again
  we are almost at the goal come on chat`);

export const questions: readonly string[] = lines(`
  How did you start streaming?
  ¿Cuál es tu canción favorita?
  What camera do you use?
  次の企画は何ですか？
  متى بدأت البث؟
  Do you read every comment?`);

const bracketEmoji: Readonly<Record<string, string>> = {
  '[laughcry]': '😂',
  '[heart]': '❤️',
  '[rose]': '🌹',
  '[thumb]': '👍',
  '[wow]': '😮',
};

/** The older decoder shows TikTok's bracket codes as emoji. */
export function withEmoji(text: string): string {
  return text.replace(/\[[a-z]+\]/g, (code) => bracketEmoji[code] ?? code);
}
