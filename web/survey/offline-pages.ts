/** Tells the service worker that the pages of the register are needed without signal, or no longer. */
async function tell(what: 'keep-survey' | 'forget-survey'): Promise<boolean> {
  const worker = (await navigator.serviceWorker?.getRegistration())?.active
  if (!worker) return false
  return new Promise((answered) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }) => answered(data === 'done')
    setTimeout(() => answered(false), 30_000)
    worker.postMessage(what, [port2])
  })
}

/** Whether they are all kept now; false without signal, or where the browser keeps no pages. */
export const keepPages = (): Promise<boolean> => tell('keep-survey').catch(() => false)
export const forgetPages = (): Promise<boolean> => tell('forget-survey').catch(() => false)
