import type { MapLanguage } from './style.ts'

/** What MapLibre's own controls say aloud; the keys are its own. */
export const CONTROL_NAMES: Record<MapLanguage, Record<string, string>> = {
  th: {
    'Map.Title': 'แผนที่',
    'AttributionControl.ToggleAttribution': 'ที่มาของแผนที่',
    'NavigationControl.ZoomIn': 'ขยาย',
    'NavigationControl.ZoomOut': 'ย่อ',
    'GeolocateControl.FindMyLocation': 'ไปที่ที่ฉันอยู่',
    'GeolocateControl.LocationNotAvailable': 'หาตำแหน่งไม่ได้',
    'Popup.Close': 'ปิด',
  },
  en: {
    'Map.Title': 'Map',
    'AttributionControl.ToggleAttribution': 'Sources of the map',
    'NavigationControl.ZoomIn': 'Zoom in',
    'NavigationControl.ZoomOut': 'Zoom out',
    'GeolocateControl.FindMyLocation': 'Go to where I am',
    'GeolocateControl.LocationNotAvailable': 'Position not available',
    'Popup.Close': 'Close',
  },
}
