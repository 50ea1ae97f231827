// SPDX-License-Identifier: MIT
//
// worker: a host on a thread of its own.

import { Host, type Request } from './host';

const host = new Host((reply) => self.postMessage(reply));
self.onmessage = (event: MessageEvent<Request>) => void host.take(event.data);
