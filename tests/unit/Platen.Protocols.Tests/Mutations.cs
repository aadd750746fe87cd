namespace Platen.Protocols.Tests;

/// <summary>Seeded mutations of valid messages: the fuzz targets as unit tests. The seed is in the message of a failure.</summary>
internal static class Mutations
{
    internal static void Run(byte[][] corpus, int rounds, Action<byte[]> target, Func<Exception, bool> declared)
    {
        for (var seed = 0; seed < rounds; seed++)
        {
            var random = new Random(seed);
            var mutant = Mutate(corpus[random.Next(corpus.Length)], random);
            try
            {
                target(mutant);
            }
            catch (Exception e) when (declared(e))
            {
                // the declared outcome of malformed input
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed}: {e.GetType().Name} from {Convert.ToHexString(mutant)}", e);
            }
        }
    }

    internal static byte[] Mutate(byte[] valid, Random random)
    {
        var octets = valid.ToList();
        for (var edits = random.Next(1, 6); edits > 0; edits--)
        {
            var at = octets.Count == 0 ? 0 : random.Next(octets.Count);
            switch (random.Next(6))
            {
                case 0 when octets.Count > 0:
                    octets[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when octets.Count > 0:
                    octets[at] = random.Next(3) switch { 0 => 0, 1 => 0xFF, _ => (byte)random.Next(256) };
                    break;
                case 2 when octets.Count > 0:
                    octets.RemoveRange(at, Math.Min(random.Next(1, 9), octets.Count - at));
                    break;
                case 3:
                    octets.Insert(at, (byte)random.Next(256));
                    break;
                case 4 when octets.Count > 0:
                    octets.InsertRange(random.Next(octets.Count), octets.GetRange(at, Math.Min(random.Next(1, 33), octets.Count - at)));
                    break;
                default:
                    octets.RemoveRange(at, octets.Count - at);
                    break;
            }
        }

        return [.. octets];
    }
}
