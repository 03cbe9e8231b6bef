import badge from 'lucide:badge-check'
import building from 'lucide:building-2'
import map from 'lucide:map'
import person from 'lucide:user-round'
import { keep } from '../messages/keep.ts'

/** The four tabs of those who keep facilities. */
export const keepTabs = () => [
  { href: '/map', icon: map, words: keep.words.tabs.map },
  { href: '/keep', icon: badge, words: keep.words.tabs.toConfirm },
  { href: '/keep/all', icon: building, words: keep.words.tabs.mine },
  { href: '/help/me', icon: person, words: keep.words.tabs.me },
]
