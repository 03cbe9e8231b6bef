import { v7 as newId } from 'uuid'
import { areas, insideThailand } from '../data/areas.ts'

/** Invented requests over real places, the same for the same seed. */
export function requestMaker(seed: number): () => object {
  const random = mulberry(seed)
  const subdistricts = areas.filter(({ level, approximate }) => level === 'subdistrict' && !approximate)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  let count = 0
  return () => {
    const area = pick(subdistricts)
    count += 1
    const near = { lon: area.lon + (random() - 0.5) * 0.01, lat: area.lat + (random() - 0.5) * 0.01 }
    // beside the border a step may lead abroad, where nobody is taken in
    const { lon, lat } = insideThailand(near.lon, near.lat) ? near : area
    return {
      id: newId(),
      needs: [{ kind: pick(['supplies', 'illness', 'medicine', 'patient-transport', 'vaccination']) }],
      reporter: { name: 'สมมติ ทดสอบ', phone: `08${String(count % 100_000_000).padStart(8, '0')}` },
      people: { count: 1 + Math.floor(random() * 5), tags: random() < 0.3 ? ['elderly'] : [] },
      place: {
        lon,
        lat,
        accuracyMetres: 20,
        areaCode: area.code,
        landmark: 'บ้านตัวอย่างหลังวัด',
      },
      note: 'ต้องการความช่วยเหลือ',
    }
  }
}

/** Mulberry32: small, fast, the same everywhere. */
export function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
