import { common } from '../messages/common.ts'
import { desk } from '../messages/desk.ts'
import { type Attention, attentions, type Counted, type Figures } from './figures.ts'

export type QueueId = 'unattended' | 'waiting' | 'being-helped' | 'to-confirm' | Attention
type QueueTab = { id: QueueId; words: string; counted: Counted }

/** The queues of today: the four that are always there, then each kind of attention that has cases. */
export function queues(figures: Figures): QueueTab[] {
  const { unattended, waiting, beingHelped, toConfirm } = figures
  const { today, attention } = desk.words
  const always: QueueTab[] = [
    { id: 'unattended', words: today.unattended, counted: unattended },
    { id: 'waiting', words: today.waiting, counted: waiting },
    { id: 'being-helped', words: today.beingHelped, counted: beingHelped },
    { id: 'to-confirm', words: common.words.status.helped, counted: toConfirm },
  ]
  const pressing = attentions.flatMap((id): QueueTab[] => {
    const counted = figures.attention.get(id)
    return counted && counted.rows.length > 0 ? [{ id, words: attention[id], counted }] : []
  })
  return [...always, ...pressing]
}

/** The queue the address asks for, else what is late, else what waits. */
export function queueOf(tabs: readonly QueueTab[], asked: string | null): QueueTab | undefined {
  const first = tabs.find((tab) => tab.counted.rows.length > 0) ?? tabs[0]
  return tabs.find((tab) => tab.id === asked) ?? first
}
