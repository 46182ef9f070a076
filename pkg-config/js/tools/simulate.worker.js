// A worker of browsers: it holds an order book and runs parts of it.
import { serve } from './simulate/serving.js';

const hear = serve((message) => self.postMessage(message));
self.onmessage = ({ data }) => hear(data);
