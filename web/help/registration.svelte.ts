import type { Input, Reply } from '../call.ts'

type Volunteer = Reply<'GET /volunteers/me'>
type Own = Omit<Input<'POST /volunteers'>['body'], 'id'>

/** A registration as it is filled in. */
export class Registration {
  name = $state('')
  kinds = $state.raw<string[]>([])
  affiliation = $state('')
  areas = $state.raw<string[]>([])
  skills = $state.raw<string[]>([])
  vehicles = $state.raw<string[]>([])
  availability = $state('')

  /** Fills in what is registered already, or asked for since; the programme stands after the affiliation, as it was typed. */
  constructor(mine?: Volunteer) {
    if (!mine) return
    const { name, kinds, affiliation, programme } = mine.change ?? mine
    this.name = name
    this.kinds = kinds
    const tag = programme ? `(${programme})` : ''
    this.affiliation = [affiliation ?? '', tag].filter(Boolean).join(' ')
    this.areas = mine.areas.map(({ code }) => code)
    this.skills = mine.skills
    this.vehicles = mine.vehicles
    this.availability = mine.availability ?? ''
  }

  /** What must be told before it can be sent. */
  get missing(): { name: boolean; kinds: boolean; areas: boolean } {
    return {
      name: this.name.trim() === '',
      kinds: this.kinds.length === 0,
      areas: this.areas.length === 0,
    }
  }

  get isComplete(): boolean {
    return !Object.values(this.missing).some(Boolean)
  }

  get body(): Own {
    const affiliation = this.affiliation.trim()
    const availability = this.availability.trim()
    return {
      name: this.name.trim(),
      kinds: this.kinds,
      areas: this.areas,
      skills: this.skills,
      vehicles: this.vehicles,
      ...(affiliation && { affiliation }),
      ...(availability && { availability }),
    }
  }
}
