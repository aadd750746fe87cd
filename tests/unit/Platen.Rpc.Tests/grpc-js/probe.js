// The probe service and its client on @grpc/grpc-js: `node probe.js serve` prints its port, `node probe.js call HOST:PORT` runs every
// case against a server and prints one JSON line each.
'use strict';

const path = require('path');
const http2 = require('http2');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const definition = loader.loadSync(path.join(__dirname, 'probe.proto'), { keepCase: true, defaults: true });
const { Probe } = grpc.loadPackageDefinition(definition).platen.rpc.probe.v1;
const FOUR_MB = 4 * 1000 * 1000;

function failure(request) {
  const metadata = new grpc.Metadata();
  metadata.set('x-why', 'because');
  return { code: request.code, details: request.text, metadata };
}

const handlers = {
  Echo(call, done) {
    const text = call.metadata.get('x-text')[0];
    const bytes = call.metadata.get('x-bytes-bin')[0];
    const trailers = new grpc.Metadata();
    if (text !== undefined) {
      const headers = new grpc.Metadata();
      headers.set('x-text', text);
      call.sendMetadata(headers);
    }
    if (bytes !== undefined) {
      trailers.set('x-bytes-bin', bytes);
    }
    done(null, { text: call.request.text, payload: call.request.payload }, trailers);
  },
  Fail(call, done) {
    done(failure(call.request));
  },
  Stall(call) {
    call.on('cancelled', () => console.log(JSON.stringify({ event: 'stall-cancelled' })));
  },
  Collect(call, done) {
    const texts = [];
    call.on('data', (request) => texts.push(request.text));
    call.on('end', () => done(null, { count: texts.length, text: texts.join(',') }));
  },
  Produce(call) {
    for (let i = 1; i <= call.request.count; i++) {
      call.write({ count: i, text: call.request.text, payload: call.request.payload });
    }
    if (call.request.code) {
      call.emit('error', failure(call.request));
    } else {
      call.end();
    }
  },
  Chat(call) {
    let count = 0;
    const headers = new grpc.Metadata();
    headers.set('x-chat', 'open');
    call.sendMetadata(headers);
    call.on('data', (request) => call.write({ count: ++count, text: request.text, payload: request.payload }));
    call.on('end', () => call.end());
    call.on('cancelled', () => console.log(JSON.stringify({ event: 'chat-cancelled' })));
    call.on('error', () => {});
  },
};

function serve() {
  const server = new grpc.Server();
  server.addService(Probe.service, handlers);
  server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) {
      throw error;
    }
    console.log(JSON.stringify({ port }));
  });
  process.stdin.on('end', () => process.exit(0));
  process.stdin.resume();
}

const unary = (client, method, request, metadata = new grpc.Metadata(), options = {}) => new Promise((resolve) => {
  const result = {};
  const call = client[method](request, metadata, options, (error, reply) => {
    result.code = error ? error.code : 0;
    result.details = error ? error.details : '';
    result.why = error ? error.metadata.get('x-why')[0] : undefined;
    result.reply = reply;
  });
  call.on('metadata', (m) => { result.headers = m; });
  call.on('status', (status) => setImmediate(() => resolve({ ...result, trailers: status.metadata })));
  if (options.onCall) {
    options.onCall(call);
  }
});

const drain = (call) => new Promise((resolve) => {
  const replies = [];
  call.on('data', (reply) => replies.push(reply));
  call.on('error', () => {});
  call.on('status', (status) => resolve({ replies, code: status.code, details: status.details }));
});

const bytes = (length) => Buffer.alloc(length, 7);

const cases = {
  async unary(client) {
    const { code, reply } = await unary(client, 'Echo', { text: 'grüezi', payload: Buffer.from([0, 255]) });
    return { code, text: reply.text, payload: reply.payload.toString('hex') };
  },
  async 'error-status'(client) {
    const { code, details, why } = await unary(client, 'Fail', { code: 9, text: '100 % voll: Straße, 🖨\r\n' });
    return { code, details, why };
  },
  async 'unhandled-error'(client) {
    const { code, details } = await unary(client, 'Fail', {});
    return { code, details };
  },
  async metadata(client) {
    const metadata = new grpc.Metadata();
    metadata.set('x-text', 'plain');
    metadata.set('x-bytes-bin', Buffer.from([0, 1, 2, 250, 251, 252, 253]));
    const { headers, trailers } = await unary(client, 'Echo', {}, metadata);
    return { code: 0, text: headers.get('x-text')[0], bytes: trailers.get('x-bytes-bin')[0].toString('hex') };
  },
  async deadline(client) {
    const { code } = await unary(client, 'Stall', {}, new grpc.Metadata(), { deadline: Date.now() + 1000 });
    return { code };
  },
  async cancel(client) {
    const { code } = await unary(client, 'Stall', {}, new grpc.Metadata(), { onCall: (call) => setTimeout(() => call.cancel(), 1000) });
    return { code };
  },
  async 'four-mb'(client) {
    const { code, reply } = await unary(client, 'Echo', { payload: bytes(FOUR_MB) });
    return { code, length: reply.payload.length, equal: reply.payload.equals(bytes(FOUR_MB)) };
  },
  async 'too-large'(client) {
    const { code, details } = await unary(client, 'Echo', { payload: bytes(5 * 1024 * 1024) });
    return { code, details };
  },
  async gzip(client, address) {
    const compressing = new Probe(address, grpc.credentials.createInsecure(), { 'grpc.default_compression_algorithm': 2 });
    const { code, details } = await unary(compressing, 'Echo', { payload: bytes(10000) });
    compressing.close();
    return { code, details };
  },
  async unimplemented(client) {
    const result = await new Promise((resolve) => {
      client.makeUnaryRequest('/no.such.Service/Nothing', (x) => x, (x) => x, Buffer.alloc(0), (error) => resolve(error));
    });
    return { code: result.code, details: result.details };
  },
  async 'client-stream'(client) {
    const reply = await new Promise((resolve, reject) => {
      const call = client.Collect((error, value) => (error ? reject(error) : resolve(value)));
      ['a', 'b', 'c'].forEach((text) => call.write({ text }));
      call.end();
    });
    return { code: 0, count: reply.count, text: reply.text };
  },
  async 'server-stream'(client) {
    const { replies, code } = await drain(client.Produce({ count: 500, text: 'x' }));
    return { code, count: replies.length, inOrder: replies.every((reply, i) => reply.count === i + 1) };
  },
  async 'server-stream-fails'(client) {
    const { replies, code, details } = await drain(client.Produce({ count: 3, code: 15, text: 'gone' }));
    return { code, details, count: replies.length };
  },
  async bidi(client) {
    const call = client.Chat();
    const end = drain(call);
    let open;
    call.on('metadata', (m) => { open = m.get('x-chat')[0]; });
    for (let i = 0; i < 200; i++) {
      call.write({ text: `m${i}`, payload: bytes(i * 100) });
    }
    call.end();
    const { replies, code } = await end;
    const equal = replies.every((reply, i) => reply.text === `m${i}` && reply.payload.length === i * 100);
    return { code, count: replies.length, equal, open };
  },
  async 'bidi-cancel'(client) {
    const call = client.Chat();
    const end = drain(call);
    call.once('data', () => call.cancel());
    call.write({ text: 'one' });
    const { code } = await end;
    return { code };
  },
  'content-type': (client, address) => post(address, 'application/json'),
};

// What grpc-js itself would never send.
function post(address, contentType) {
  return new Promise((resolve, reject) => {
    const session = http2.connect(`http://${address}`);
    session.on('error', reject);
    const stream = session.request({
      ':method': 'POST', ':path': '/platen.rpc.probe.v1.Probe/Echo', 'content-type': contentType, te: 'trailers',
    });
    stream.on('response', (headers) => {
      session.close();
      resolve({ code: headers[':status'] });
    });
    stream.on('error', reject);
    stream.resume();
    stream.end(Buffer.alloc(5));
  });
}

async function callAll(address) {
  const client = new Probe(address, grpc.credentials.createInsecure(), { 'grpc.max_receive_message_length': -1 });
  for (const [name, run] of Object.entries(cases)) {
    let result;
    try {
      result = await run(client, address);
    } catch (error) {
      result = { fault: String(error) };
    }
    console.log(JSON.stringify({ case: name, ...result }));
  }
  client.close();
}

if (process.argv[2] === 'serve') {
  serve();
} else {
  callAll(process.argv[3]);
}
