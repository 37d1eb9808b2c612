export { createNodeListener, type NodeListener } from './node-listener.js';
export {
  startTokenServer,
  StartError,
  type RunningTokenServer,
  type TokenServerOptions,
} from './start-token-server.js';
