import { describe, expect, test } from 'vitest'
import { isPlusCode, isShortLink, readCoordinate, readPoints } from '../server/areas/questions.ts'
import { innerPoint } from '../server/imports/files/inner-point.ts'
import { fromUtm, utmOfEpsg } from '../server/platform/utm.ts'

const hatYai = '7.0061, 100.4747'
const seen = (text: string) =>
  readPoints(text).map(({ lon, lat }) => `${Number(lat.toFixed(4))}, ${Number(lon.toFixed(4))}`)

test.each([
  'https://www.google.com/maps?q=7.0061,100.4747',
  'https://maps.google.com/?q=7.0061%2C100.4747',
  'https://www.google.com/maps/@7.0061,100.4747,17z',
  'https://www.google.com/maps/place/X/@7.1,100.4,17z/data=!3m1!4b1!8m2!3d7.0061!4d100.4747',
  'https://www.google.com/maps/search/?api=1&query=7.0061%2C100.4747',
  'https://www.google.com/maps/search/7.0061,+100.4747?entry=tts',
  'https://www.google.com/maps/dir//7.0061,100.4747/@7.2,100.1,17z',
  'https://www.openstreetmap.org/?mlat=7.0061&mlon=100.4747#map=16/7.2/100.1',
  'https://www.openstreetmap.org/#map=16/7.0061/100.4747',
  'https://maps.apple.com/?ll=7.0061,100.4747&q=x',
  'geo:7.0061,100.4747?z=17',
  'ดูที่ https://www.google.com/maps?q=7.0061,100.4747',
  '7.0061 100.4747 12.3 5.0',
  '7.0061 100.4747 0 0',
  '7,0061; 100,4747',
  '7,0061 100,4747',
  '7,0061, 100,4747',
  '7.0061, 100.4747.',
  '(7.0061, 100.4747)',
  '[7.0061, 100.4747]',
  '[100.4747, 7.0061]',
  '{"type":"Point","coordinates":[100.4747,7.0061]}',
  'X: 100.4747 Y: 7.0061',
  'Y: 7.0061, X: 100.4747',
  'N 7.0061 E 100.4747',
  '7.0061N 100.4747E',
  'Lat: 7.0061 Long: 100.4747',
  'ละติจูด 7.0061 ลองจิจูด 100.4747',
  'พิกัด 7.0061, 100.4747',
  'POINT(100.4747 7.0061)',
  'POINT Z (100.4747 7.0061 12)',
  '๗.๐๐๖๑, ๑๐๐.๔๗๔๗',
  "7° 0.366' N, 100° 28.482' E",
])('%s is a point in Hat Yai', (text) => {
  expect(seen(text)).toEqual([hatYai])
})

test.each(['7°00\'22"N 100°28\'29"E', '7 00 22 N 100 28 29 E', 'N 7 00 22 E 100 28 29'])('%s too', (text) => {
  expect(seen(text)).toEqual(['7.0061, 100.4747'])
})

test.each([
  '47N 663000 774500',
  'UTM zone 47 E 663000 N 774500',
  'โซน 47 663000 774500',
  '774500N 663000E 47N',
  'X 663000 Y 774500',
])('%s is metres of zone 47', (text) => {
  expect(seen(text)).toEqual(['7.0045, 100.4756'])
})

test('metres without a zone that would do in both are two points, and so a question', () => {
  expect(seen('500000, 1800000')).toEqual(['16.2808, 99', '16.2808, 105'])
  expect(seen('663000, 774500')).toHaveLength(1)
})

test.each(['', 'ไม่ทราบ', '7.0061', '12, 34, 56', 'บ้าน 12 หมู่ 4', 'https://www.google.com/maps/place/Hat+Yai'])(
  '%s is none',
  (text) => {
    expect(readPoints(text)).toEqual([])
  },
)

test('a short link and a plus code hold no point, and are known as such', () => {
  expect(readPoints('https://maps.app.goo.gl/abc123')).toEqual([])
  expect(isShortLink('https://maps.app.goo.gl/abc123')).toBe(true)
  expect(readPoints('7P52+9Q หาดใหญ่')).toEqual([])
  expect(isPlusCode('7P52+9Q หาดใหญ่')).toBe(true)
})

test.each([
  ['7.0061', 7.0061],
  ['7,0061', 7.0061],
  ['100.4747 E', 100.4747],
  ['๑๓.๙๑', 13.91],
  ['774500', 774500],
])('alone in its cell %s is %d', (text, size) => {
  expect(readCoordinate(text)).toBeCloseTo(size, 6)
})

test('grids of Thai offices are known by their numbers', () => {
  expect(utmOfEpsg('32648')).toEqual({ zone: 48, datum: 'wgs84' })
  expect(utmOfEpsg('24047')).toEqual({ zone: 47, datum: 'indian1975' })
  expect(utmOfEpsg('3857')).toBeUndefined()
  const [now, before] = [
    fromUtm({ east: 663000, north: 774500 }, 47),
    fromUtm({ east: 663000, north: 774500 }, 47, 'indian1975'),
  ]
  const metres = Math.hypot(now.lon - before.lon, now.lat - before.lat) * 111_200
  expect(metres).toBeGreaterThan(300)
  expect(metres).toBeLessThan(600)
})

describe('a point inside a shape', () => {
  const square = [
    [100, 13],
    [100.02, 13],
    [100.02, 13.02],
    [100, 13.02],
    [100, 13],
  ]
  // a horseshoe: its middle lies outside
  const horseshoe = [
    [0, 0],
    [3, 0],
    [3, 3],
    [2, 3],
    [2, 1],
    [1, 1],
    [1, 3],
    [0, 3],
    [0, 0],
  ]

  test.each<[string, unknown, number, number]>([
    ['a point', { type: 'Point', coordinates: [100.5, 13.9] }, 100.5, 13.9],
    ['a square', { type: 'Polygon', coordinates: [square] }, 100.01, 13.01],
    [
      'the larger of two',
      {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [1, 1],
              [1.001, 1],
              [1.001, 1.001],
              [1, 1],
            ],
          ],
          [square],
        ],
      },
      100.01,
      13.01,
    ],
    [
      'half the way along a line',
      {
        type: 'LineString',
        coordinates: [
          [0, 0],
          [2, 0],
          [2, 2],
        ],
      },
      2,
      0,
    ],
    [
      'several points',
      {
        type: 'MultiPoint',
        coordinates: [
          [5, 6],
          [7, 8],
        ],
      },
      5,
      6,
    ],
    [
      'a collection',
      { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [5, 6] }] },
      5,
      6,
    ],
  ])('%s', (_, geometry, lon, lat) => {
    const [x, y] = innerPoint(geometry) ?? []
    expect(x).toBeCloseTo(lon, 3)
    expect(y).toBeCloseTo(lat, 3)
  })

  test('is inside, however the shape bends', () => {
    const [x = 0, y = 0] = innerPoint({ type: 'Polygon', coordinates: [horseshoe] }) ?? []
    expect(x < 1 || x > 2 || y < 1).toBe(true)
    expect(x > 0 && x < 3 && y > 0 && y < 3).toBe(true)
  })

  test.each([
    null,
    {},
    { type: 'Polygon', coordinates: [] },
    { type: 'Point', coordinates: ['1', 2] },
    { type: 'GeometryCollection' },
  ])('%j has none', (geometry) => {
    expect(innerPoint(geometry)).toBeUndefined()
  })
})
