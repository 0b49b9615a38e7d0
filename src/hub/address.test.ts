import type { NetworkInterfaceInfo } from 'node:os'
import { expect, test } from 'vitest'
import { advertisedHost, clientAddress, isLoopback, readListen, readTrusted, urlOf } from './address.ts'

test('where to listen', () => {
  expect(readListen('127.0.0.1:8787')).toEqual({ host: '127.0.0.1', port: 8787 })
  expect(readListen('[::1]:0')).toEqual({ host: '::1', port: 0 })
  expect(readListen('8787')).toEqual({ host: '127.0.0.1', port: 8787 })
  for (const text of ['', 'host', 'host:', 'host:99999', '::1:80', 'a b:80x']) expect(readListen(text)).toBeNull()
  expect(['localhost', '127.0.0.1', '127.9.9.9', '::1'].every(isLoopback)).toBe(true)
  expect(['0.0.0.0', '::', '192.168.1.1', '10.0.0.1', '1270.0.0.1'].some(isLoopback)).toBe(false)
  expect(urlOf('https', '::1', 1)).toBe('https://[::1]:1')
})

test('on every interface: told is the address in the network, not that of a container bridge', () => {
  const net = (address: string, internal = false): NetworkInterfaceInfo => ({
    address,
    internal,
    family: 'IPv4',
    netmask: '',
    mac: '',
    cidr: null,
  })
  const interfaces = { docker0: [net('172.17.0.1')], lo: [net('127.0.0.1', true)], wlan0: [net('192.168.1.20')] }
  expect(advertisedHost('0.0.0.0', interfaces)).toBe('192.168.1.20')
  expect(advertisedHost('0.0.0.0', { lo: interfaces.lo })).toBe('127.0.0.1')
  expect(advertisedHost('10.1.1.1', interfaces)).toBe('10.1.1.1')
})

test('a forwarded address counts only from a trusted proxy, and only its own last word', () => {
  const trusted = readTrusted('10.0.0.0/8, loopback')
  expect(clientAddress('::ffff:10.1.2.3', '6.6.6.6, 1.2.3.4', trusted)).toBe('1.2.3.4')
  expect(clientAddress('127.0.0.1', '1.2.3.4, 10.9.9.9', trusted)).toBe('1.2.3.4')
  expect(clientAddress('8.8.8.8', '1.2.3.4', trusted)).toBe('8.8.8.8')
  expect(clientAddress('10.1.2.3', undefined, trusted)).toBe('10.1.2.3')
  expect(clientAddress('10.1.2.3', '1.2.3.4', null)).toBe('10.1.2.3')
  for (const text of ['', 'all', '10.0.0.0/99', '10.0.0.0/x', '10.0.0.0/8,']) expect(readTrusted(text)).toBeNull()
})
