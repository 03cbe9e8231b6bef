export * from './questions-view.ts'
export { addClosedCase as countClosing } from './store.ts'
