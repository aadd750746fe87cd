using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Platen.Domain.Text;

/// <summary>
/// Unicode's compatibility composition (NFKC, UAX #15) by tables of our own. The runtime's <c>string.Normalize</c> leaves every text as it is in processes without ICU
/// (<c>InvariantGlobalization</c>), which all of ours are; and server and agents must come to the same octets whatever their machine has.
/// </summary>
public static class Nfkc
{
    private const int HangulFirst = 0xAC00;
    private const int HangulCount = 11_172;
    private const int LeadFirst = 0x1100;
    private const int LeadCount = 19;
    private const int VowelFirst = 0x1161;
    private const int VowelCount = 21;
    private const int TailBase = 0x11A7;
    private const int TailCount = 28;
    private const int PerLead = VowelCount * TailCount;

    private static readonly Lazy<Tables> Data = new(Tables.Read);

    /// <summary>The text in NFKC. Half of a surrogate pair becomes U+FFFD. A code point is taken apart into 18 at most, so bound the text before.</summary>
    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var tables = Data.Value;
        var points = TakeApart(text, tables);
        Order(points, tables);
        return PutTogether(points, tables);
    }

    private static List<int> TakeApart(string text, Tables tables)
    {
        var points = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var hangul = rune.Value - HangulFirst;
            if (hangul is >= 0 and < HangulCount)
            {
                points.Add(LeadFirst + (hangul / PerLead));
                points.Add(VowelFirst + (hangul % PerLead / TailCount));
                if (hangul % TailCount > 0)
                {
                    points.Add(TailBase + (hangul % TailCount));
                }
            }
            else if (tables.Parts.TryGetValue(rune.Value, out var parts))
            {
                points.AddRange(parts);
            }
            else
            {
                points.Add(rune.Value);
            }
        }

        return points;
    }

    // marks between two starters by their class, those of one class as they came
    private static void Order(List<int> points, Tables tables)
    {
        for (var i = 1; i < points.Count; i++)
        {
            var (point, of) = (points[i], tables.ClassOf(points[i]));
            var at = i;
            while (of > 0 && at > 0 && tables.ClassOf(points[at - 1]) > of)
            {
                points[at] = points[--at];
            }

            points[at] = point;
        }
    }

    private static string PutTogether(List<int> points, Tables tables)
    {
        var (starter, last, kept) = (-1, -1, 0);
        for (var at = 0; at < points.Count; at++)
        {
            var point = points[at];
            var of = tables.ClassOf(point);
            // a mark is blocked by one of the same or a higher class between it and the starter
            if (starter >= 0 && last < of && Pair(points[starter], point, tables) is { } composed)
            {
                points[starter] = composed;
                continue;
            }

            (starter, last) = of == 0 ? (kept, -1) : (starter, of);
            points[kept++] = point;
        }

        var text = new StringBuilder(kept);
        foreach (var point in points.Take(kept))
        {
            text.Append(new Rune(point).ToString());
        }

        return text.ToString();
    }

    private static int? Pair(int first, int second, Tables tables)
    {
        var (lead, vowel, syllable, tail) = (first - LeadFirst, second - VowelFirst, first - HangulFirst, second - TailBase);
        return (lead, vowel, syllable, tail) switch
        {
            ( >= 0 and < LeadCount, >= 0 and < VowelCount, _, _) => HangulFirst + (((lead * VowelCount) + vowel) * TailCount),
            (_, _, >= 0 and < HangulCount, > 0 and < TailCount) when syllable % TailCount == 0 => first + tail,
            _ => tables.Pairs.TryGetValue((first, second), out var composed) ? composed : null,
        };
    }

    private sealed record Tables(FrozenDictionary<int, int[]> Parts, FrozenDictionary<int, int> Classes, FrozenDictionary<(int, int), int> Pairs)
    {
        private const string Resource = "Platen.Domain.Text.nfkc.txt";

        public int ClassOf(int point) => Classes.GetValueOrDefault(point);

        public static Tables Read()
        {
            var (parts, classes, pairs) = (new Dictionary<int, int[]>(), new Dictionary<int, int>(), new Dictionary<(int, int), int>());
            using var stream = typeof(Nfkc).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"The assembly has no {Resource}.");
            using var reader = new StreamReader(stream, Encoding.ASCII);
            while (reader.ReadLine() is { } line)
            {
                var semicolon = line.IndexOf(';', StringComparison.Ordinal);
                switch (line[0])
                {
                    case 'D':
                        parts.Add(Hex(line[2..semicolon]), Points(line[(semicolon + 1)..]));
                        break;
                    case 'P':
                        var pair = Points(line[(semicolon + 1)..]);
                        pairs.Add((pair[0], pair[1]), Hex(line[2..semicolon]));
                        break;
                    case 'C':
                        var dash = line.IndexOf('-', StringComparison.Ordinal);
                        var of = int.Parse(line.AsSpan(semicolon + 1), CultureInfo.InvariantCulture);
                        for (var point = Hex(line[2..dash]); point <= Hex(line[(dash + 1)..semicolon]); point++)
                        {
                            classes.Add(point, of);
                        }

                        break;
                }
            }

            return new Tables(parts.ToFrozenDictionary(), classes.ToFrozenDictionary(), pairs.ToFrozenDictionary());
        }

        private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

        private static int[] Points(string text) => [.. text.Split(' ').Select(Hex)];
    }
}
