// JSON-RPC 2.0 over the standard streams of `ansatz lsp`, by nothing but what node has.
const {spawn} = require('child_process');

/** Whole messages out of a stream of bytes, each handed on as text. */
function framing(handOn) {
  let bytes = Buffer.alloc(0);
  return (piece) => {
    bytes = Buffer.concat([bytes, piece]);
    for (;;) {
      const end = bytes.indexOf('\r\n\r\n');
      const length = end < 0 ? null : /content-length: *(\d+)/i.exec(bytes.subarray(0, end).toString());
      if (!length || bytes.length < end + 4 + Number(length[1])) return;
      const begin = end + 4;
      const message = bytes.subarray(begin, begin + Number(length[1])).toString();
      bytes = bytes.subarray(begin + Number(length[1]));
      handOn(message);
    }
  };
}

/** A server that was started. `heard(method, params)` is called for what it says by itself, `ended(why)` once it is gone. */
exports.Client = class {
  constructor(program, words, heard, ended) {
    this.waiting = new Map();
    this.lastId = 0;
    this.process = spawn(program, words, {stdio: ['pipe', 'pipe', 'pipe']});
    let complaint = '';
    const gone = (why) => {
      for (const {reject} of this.waiting.values()) reject(new Error(why));
      this.waiting.clear();
      ended(why);
      ended = () => {};
    };
    this.process.on('error', (failure) => gone(failure.message));
    this.process.on('exit', (status) => gone(complaint.trim() || `it ended with status ${status}`));
    this.process.stdin.on('error', () => {});  // told by `exit`
    this.process.stderr.on('data', (piece) => complaint += piece);
    this.process.stdout.on('data', framing((text) => {
      const message = JSON.parse(text);
      if (message.method) return heard(message.method, message.params);
      const {resolve, reject} = this.waiting.get(message.id) || {};
      this.waiting.delete(message.id);
      if (message.error && reject) reject(new Error(message.error.message));
      if (!message.error && resolve) resolve(message.result);
    }));
  }

  send(message) {
    const text = JSON.stringify({jsonrpc: '2.0', ...message});
    this.process.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  notify(method, params) { this.send({method, params}); }

  /** The result; rejected with the message of an error. `token`: of the editor, which may cancel. */
  ask(method, params, token) {
    const id = ++this.lastId;
    const answer = new Promise((resolve, reject) => this.waiting.set(id, {resolve, reject}));
    if (token) token.onCancellationRequested(() => this.notify('$/cancelRequest', {id}));
    this.send({id, method, params});
    return answer;
  }

  async stop() {
    await this.ask('shutdown').catch(() => {});
    this.notify('exit');
  }
};
