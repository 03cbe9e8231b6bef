import { v7 as newId } from 'uuid'

/** One request for help on its way: the same body however often it is sent. `reply` once it was acknowledged. */
export type Asking = { id: string; body: string; reply?: { number: string; followKey: string } }

/** People who ask for help and, unheard, ask again with the same id. */
export function openIntake({ areaCode }: { areaCode: string }) {
  const asked: Asking[] = []
  const refused: string[] = []

  const newAsking = (): Asking => {
    const id = newId()
    const phone = `08${Math.floor(asked.length / 10_000)}000${String(asked.length % 10_000).padStart(4, '0')}`
    const needs = [{ kind: 'supplies', answers: {} }]
    const reporter = { name: 'สมมติ ใจดี', phone }
    const asking = { id, body: JSON.stringify({ id, needs, reporter, place: { areaCode } }) }
    asked.push(asking)
    return asking
  }
  const unacknowledged = () => asked.filter(({ reply }) => reply === undefined)

  /** Sends a request and keeps what was answered to success; the status. Throws when the connection breaks. */
  const send = async (url: string, asking: Asking): Promise<number> => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${url}/api/help-requests`, { method: 'POST', headers, body: asking.body })
    const answer = await response.text()
    if (response.ok) asking.reply = JSON.parse(answer)
    // 500 while its database is gone is honest: nothing is acknowledged. A refusal of a right request never is.
    else if (response.status < 500) refused.push(answer)
    return response.status
  }

  /** Asks over and over from several connections until `stop`; what is still unacknowledged is sent first. */
  const keepAsking = (url: string, connections: number) => {
    let going = true
    const again = unacknowledged()
    const one = async () => {
      while (going) {
        const sent = await send(url, again.pop() ?? newAsking()).catch(() => 'cut off' as const)
        if (sent === 'cut off') return
      }
    }
    const people = Array.from({ length: connections }, one)
    return {
      stop: async () => {
        going = false
        await Promise.all(people)
      },
    }
  }

  const acknowledged = () => asked.filter(({ reply }) => reply !== undefined)
  return { asked, refused, send, keepAsking, acknowledged, unacknowledged }
}
