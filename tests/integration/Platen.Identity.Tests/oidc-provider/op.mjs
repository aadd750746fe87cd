// The certified oidc-provider behind https. Arguments: port, certificate, key, redirect address. One confidential client, one user; its built-in forms take any password.
import fs from 'node:fs';
import https from 'node:https';
import { Provider } from 'oidc-provider';

const [port, certificate, key, redirect] = process.argv.slice(2);
const users = { alice: { sub: 'alice', email: 'alice@peers.test', email_verified: true, name: 'Alice Müller', preferred_username: 'alice', groups: ['printers-admins', 'staff'] } };
const provider = new Provider(`https://127.0.0.1:${port}`, {
  clients: [{ client_id: 'platen', client_secret: 'platen-secret: with / marks', redirect_uris: [redirect], response_types: ['code'], grant_types: ['authorization_code'] }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'preferred_username'], groups: ['groups'] },
  scopes: ['openid', 'email', 'profile', 'groups'],
  pkce: { required: () => true },
  findAccount: (context, id) => users[id] && { accountId: id, claims: async () => users[id] },
  cookies: { keys: ['a test\'s key'] },
  features: { devInteractions: { enabled: true } },
});
https.createServer({ cert: fs.readFileSync(certificate), key: fs.readFileSync(key) }, provider.callback()).listen(Number(port), '127.0.0.1', () => console.log('ready'));
