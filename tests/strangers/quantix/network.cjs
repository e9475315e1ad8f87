// The network of this machine: whatever is meant for Exact's hosts goes to the sandbox. Node's own fetch asks no proxy.
const tls = require('node:tls')

const connect = tls.connect
const here = new URL(JSON.parse(process.env.STRANGER).base)

tls.connect = (options, ...rest) =>
  typeof options === 'object' && /^start\.exactonline\./.test(options.host ?? '')
    ? connect({ ...options, servername: options.host, host: '127.0.0.1', port: Number(here.port) }, ...rest)
    : connect(options, ...rest)
