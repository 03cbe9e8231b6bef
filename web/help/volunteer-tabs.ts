import book from 'lucide:book-open'
import clipboard from 'lucide:clipboard-list'
import list from 'lucide:list'
import map from 'lucide:map'
import person from 'lucide:user-round'
import { help } from '../messages/help.ts'
import { session } from '../session.svelte.ts'
import { hasNotebook } from '../survey/notebook-mark.ts'

/** Who goes from house to house; without signal, whoever has a notebook here. */
const surveys = (): boolean => session.account?.surveys ?? hasNotebook()

/** The tabs of an approved volunteer, with the register for those who keep it. */
export const volunteerTabs = () => [
  { href: '/map', icon: map, words: help.words.tabs.map },
  { href: '/help/near', icon: list, words: help.words.tabs.near },
  { href: '/help/cases', icon: clipboard, words: help.words.tabs.mine },
  ...(surveys() ? [{ href: '/survey', icon: book, words: help.words.tabs.register }] : []),
  { href: '/help/me', icon: person, words: help.words.tabs.me },
]
