using System.Buffers;

namespace Platen.Pdl.PostScript;

/// <summary>
/// Judges an operator's name by the few hundred bytes before it. That is an approximation, made on purpose: a full interpreter's scanner cannot run at intake speed.
/// It errs toward "in procedure", which sends the document to the renderer.
/// </summary>
internal static class OperatorContexts
{
    private const int BracesMax = 64;

    // binary image data before an operator is no program text: its braces and parentheses mean nothing
    private static readonly SearchValues<byte> Text = SearchValues.Create([9, 10, 12, 13, .. Enumerable.Range(32, 95).Select(i => (byte)i)]);

    public static OperatorContext Of(ReadOnlySpan<byte> before)
    {
        if (!before.IsEmpty && before[^1] == (byte)'/')
        {
            return OperatorContext.Inert;
        }

        before = before[(before.LastIndexOfAnyExcept(Text) + 1)..];
        var line = before[(before.LastIndexOfAny((byte)'\n', (byte)'\r') + 1)..];
        return IsInert(line) ? OperatorContext.Inert : IsInProcedure(before) ? OperatorContext.InProcedure : OperatorContext.Executed;
    }

    /// <summary>True when the line up to here has opened a comment or a string.</summary>
    private static bool IsInert(ReadOnlySpan<byte> line)
    {
        var depth = 0;
        for (var at = line.IndexOfAny("()%\\"u8); at < line.Length && at >= 0;)
        {
            switch (line[at])
            {
                case (byte)'%' when depth == 0:
                    return true;
                case (byte)'(':
                    depth++;
                    break;
                case (byte)')':
                    depth = Math.Max(0, depth - 1);
                    break;
                case (byte)'\\':
                    at++;
                    break;
                default:
                    break;
            }

            at++;
            var next = at < line.Length ? line[at..].IndexOfAny("()%\\"u8) : -1;
            at = next < 0 ? -1 : at + next;
        }

        return depth > 0;
    }

    private static bool IsInProcedure(ReadOnlySpan<byte> before)
    {
        var closed = 0;
        for (var i = 0; i < BracesMax; i++)
        {
            var at = before.LastIndexOfAny((byte)'{', (byte)'}');
            if (at < 0)
            {
                return false;
            }

            if (before[at] == (byte)'}')
            {
                closed++;
            }
            else if (closed-- == 0)
            {
                return true;
            }

            before = before[..at];
        }

        return true;
    }
}
