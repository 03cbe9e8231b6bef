import { createSubscriber } from 'svelte/reactivity'

const subscribe = createSubscriber((update) => {
  const timer = setInterval(update, 1000)
  return () => clearInterval(timer)
})

/** The time now, renewed each second for whoever reads it in a template. */
export const ticking = {
  get now(): Date {
    subscribe()
    return new Date()
  },
}
