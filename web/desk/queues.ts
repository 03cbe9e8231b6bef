import { common } from '../messages/common.ts'
import { desk } from '../messages/desk.ts'
import { attentions, type Figure, type Figures, figureOf } from './figures.ts'

type QueueTab = { id: string; words: string; figure: Figure }

/** The queues of today: the four that are always there, then each kind of attention that has cases. */
export function queues({ figures }: Figures): QueueTab[] {
  const { today, attention } = desk.words
  const always: QueueTab[] = [
    { id: 'unattended', words: today.unattended, figure: figureOf(figures, 'overdue') },
    { id: 'waiting', words: today.waiting, figure: figureOf(figures, 'waiting') },
    { id: 'being-helped', words: today.beingHelped, figure: figureOf(figures, 'held') },
    { id: 'to-confirm', words: common.words.status.helped, figure: figureOf(figures, 'helped') },
  ]
  const pressing = attentions.flatMap((id): QueueTab[] => {
    const figure = figureOf(figures, `attention-${id}`)
    return figure.count > 0 ? [{ id, words: attention[id], figure }] : []
  })
  return [...always, ...pressing]
}

/** The queue the address asks for, else the first that has cases. */
export function queueOf(tabs: readonly QueueTab[], asked: string | null): QueueTab | undefined {
  const first = tabs.find(({ figure }) => figure.count > 0) ?? tabs[0]
  return tabs.find((tab) => tab.id === asked) ?? first
}
