import clipboard from 'lucide:clipboard-list'
import heart from 'lucide:heart-handshake'
import list from 'lucide:list'
import map from 'lucide:map'
import { common } from './messages/common.ts'

/** The four tabs of home pages. */
export const homeTabs = () => [
  { href: '/map', icon: map, words: common.words.tabs.map },
  { href: '/near', icon: list, words: common.words.tabs.near },
  { href: '/mine', icon: clipboard, words: common.words.tabs.mine },
  { href: '/help', icon: heart, words: common.words.tabs.help },
]
