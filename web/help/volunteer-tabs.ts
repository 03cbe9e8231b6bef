import clipboard from 'lucide:clipboard-list'
import list from 'lucide:list'
import map from 'lucide:map'
import person from 'lucide:user-round'
import { help } from '../messages/help.ts'

/** The four tabs of an approved volunteer. */
export const volunteerTabs = () => [
  { href: '/map', icon: map, words: help.words.tabs.map },
  { href: '/help/near', icon: list, words: help.words.tabs.near },
  { href: '/help/cases', icon: clipboard, words: help.words.tabs.mine },
  { href: '/help/me', icon: person, words: help.words.tabs.me },
]
