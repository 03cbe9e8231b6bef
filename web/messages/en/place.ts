import type { words as th } from '../th/place.ts'

export const words = {
  province: 'Province',
  district: 'District',
  subdistrict: 'Subdistrict',
  village: 'Village number or name',
  choose: 'Choose',
  chooseAbove: 'Choose the one above first',
  listFailed: 'The list cannot be opened now, no signal',
  pin: 'Pin on the map',
  moveHint: 'Drag the pin onto the house, or use the arrow keys',
  mapFailed: 'The map cannot be opened now. Choose a subdistrict instead',
} satisfies typeof th
