using System.Text;

namespace Platen.Pdl.Tests;

/// <summary>
/// The fuzz target of the inspectors: takes any bytes, and fails only by an exception or a report that breaks its own rules. Runs under a fuzzer by
/// <see cref="Run"/>, and as a unit test on seeded mutations.
/// </summary>
internal static class FuzzTarget
{
    private static readonly string[] Words =
    [
        "%%Page: 1 1\n", "\n%%BeginData: 999999 Binary Bytes\n", "\n%%EndDocument\n", "\n%%BeginDocument: x\n", "showpage", "endobj", "endstream", "stream\r\n",
        "/Length 99999999999", "/Kids[1 0 R 1 0 R]", "/Type/Pages", "/Count -1", "/N 16000", "/First 99", "\u001b%-12345X", "@PJL SET COPIES=9\r\n", "<<", ">>", "(", "<",
        "%%EOF\n", "trailer", "1 0 obj", "startxref\n0\n", "/Type/ObjStm/Filter/FlateDecode", "xref\n0 9999999\n", "/Prev 0", "/Root 1 0 R",
    ];

    public static void Run(byte[] input)
    {
        using var inspector = new PdlInspector(PdlLimits.Default);
        inspector.Append(input);
        var report = inspector.Complete();
        (report.Bytes == input.Length).ShouldBeTrue();
        (report.Pages.Value is null or >= 0).ShouldBeTrue(report.Pages.ToString());
        (report.Pages.Value is null && report.Pages.Reason is null).ShouldBeFalse("unknown pages need a reason");
        (report.Title?.Length ?? 0).ShouldBeLessThanOrEqualTo(PdlLimits.Default.TextChars);
    }

    /// <summary>One of endlessly many damaged variants of a document; the same for the same random source.</summary>
    public static byte[] Mutate(byte[] document, Random random)
    {
        var bytes = new List<byte>(document);
        for (var edits = random.Next(1, 8); edits > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(64), bytes.Count - at - 1));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(600), bytes.Count - at)));
                    break;
                case 3:
                    bytes.InsertRange(at, Encoding.Latin1.GetBytes(Words[random.Next(Words.Length)]));
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at - 1);
                    break;
            }
        }

        return [.. bytes];
    }
}
