using System.Text;

namespace Platen.Pdl.Tests.Corpus;

/// <summary>Pushes a document through an inspector in various slices.</summary>
internal static class Inspect
{
    public static PdlReport Whole(byte[] document, PdlLimits? limits = null) => Slices(document, _ => int.MaxValue, limits);

    public static PdlReport Whole(string document) => Whole(Encoding.Latin1.GetBytes(document));

    public static PdlReport Slices(byte[] document, Func<int, int> sliceAt, PdlLimits? limits = null)
    {
        using var inspector = new PdlInspector(limits ?? PdlLimits.Default);
        for (var at = 0; at < document.Length;)
        {
            var length = Math.Clamp(sliceAt(at), 1, document.Length - at);
            inspector.Append(document.AsSpan(at, length));
            at += length;
        }

        return inspector.Complete();
    }
}
