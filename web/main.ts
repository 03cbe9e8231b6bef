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
