import { mount } from 'svelte'
import App from './App.svelte'
import { common } from './messages/common.ts'
import { followLinks } from './router.svelte.ts'
import { followTheme } from './theme.ts'
import { keepOnThisPhone } from './update.ts'
import './ui/look/index.css'

followTheme()
followLinks()
await common.open()
const target = document.getElementById('app')
if (target) mount(App, { target })
keepOnThisPhone()
// what waits on this phone goes out from any page, after that page has what it needs
setTimeout(sendWhatWaits, 2000)

function sendWhatWaits(): void {
  import('./outbox-timer.ts').then(
    ({ keepSending }) => keepSending(),
    () => addEventListener('online', sendWhatWaits, { once: true }),
  )
}
