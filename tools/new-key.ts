/**
 * Puts a new key before the one in the data folder: npm run new-key. The next start seals everything under the new one while it
 * serves; from that start on the old key is of no use any more and can be deleted from the file.
 */
import { fileURLToPath } from 'node:url'
import { addKeyToFolder, keyFileOf } from '../server/platform/secret-keys.ts'

const folder = process.env.DATA_DIR ?? fileURLToPath(new URL('../var', import.meta.url))
if (process.env.SECRET_KEY) {
  console.log(
    'SECRET_KEY holds the key: put a new one before it, with a comma between (openssl rand -base64 32).',
  )
} else {
  addKeyToFolder(folder)
  console.log(
    `${keyFileOf(folder)} holds a new key before the old one. Copy it to where you keep the key, then start the server anew.`,
  )
}
