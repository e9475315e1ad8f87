// A day with `@quantix-ict/exact-online`, which knows no other host than the Netherlands'.
const { createRequire } = require('node:module')

const settings = JSON.parse(process.env.STRANGER)
const { Exact } = createRequire(settings.modules + '/')('@quantix-ict/exact-online')

const consent = async (url) => {
  const answer = await fetch(url, { redirect: 'manual' })
  return new URL(answer.headers.get('location')).searchParams.get('code')
}

const wait = (seconds) =>
  fetch(settings.base + '/_sandbox/clock', { method: 'POST', body: JSON.stringify({ advance: seconds }) })

const main = async () => {
  const exact = new Exact({
    clientId: settings.client_id,
    clientSecret: settings.client_secret,
    redirectUri: settings.redirect_uri,
  })
  await exact.connect(await consent(exact.getLoginUrl({ forceLogin: true })))
  const division = String(await exact.getCurrentDivision())
  const ask = (endpoint, more = {}) => exact.request({ endpoint, division, ...more })
  const first = await ask('/financial/GLAccounts', { params: { $select: 'ID,Code', $orderby: 'Code' } })
  const onwards = new URL(first.__next)
  const params = Object.fromEntries(onwards.searchParams)
  const second = await ask('/financial/GLAccounts', { params })
  const created = await ask('/crm/Accounts', { method: 'POST', payload: { Name: 'Knooppunt', Status: 'C' } })
  const address = `/crm/Accounts(guid'${created.ID}')`
  await ask(address, { method: 'PUT', payload: { Name: 'Knooppunt Noord' } })
  const read = await ask('/crm/Accounts', { params: { $filter: `ID eq guid'${created.ID}'`, $select: 'Name' } })
  await wait(605) // the next call meets a 401, is refreshed and repeated
  const document = await ask('/documents/Documents', { method: 'POST', payload: { Subject: 'Node', Type: 55 } })
  const file = { Document: document.ID, FileName: 'a.txt', Attachment: Buffer.from('node').toString('base64') }
  const attachment = await ask('/documents/DocumentAttachments', { method: 'POST', payload: file })
  const removed = await ask(address, { method: 'DELETE' })
  const facts = {
    division,
    codes: [...first.results, ...second.results].map((row) => row.Code),
    created: created.ID,
    read: read.results.map((row) => row.Name),
    attachment: attachment.FileSize,
    removed,
  }
  process.stdout.write(JSON.stringify(facts))
}

main().catch((error) => {
  process.stderr.write(String(error.stack))
  process.exit(1)
})
