using Platen.VirtualMfp.Jobs;

namespace Platen.VirtualMfp.Tests;

public sealed class PageCounterTests
{
    [Theory]
    [InlineData("%PDF-1.7\n<</Type /Pages>> <</Type/Page /Parent 1>> <</Type \n/Page>> <</Type /PageLabel>>", 2)]
    [InlineData("%PDF-1.7\n<</Type/Page", 1)]
    [InlineData("%!PS\n%%Pages: 3\n%%Page: 1 1\n%%Page: 2 2\n%%Page: 3 3\n", 3)]
    [InlineData("\eEone\ftwo\f", 2)]
    [InlineData("plain", 1)]
    [InlineData("\e%-12345X@PJL ENTER LANGUAGE=POSTSCRIPT\n%!PS\n\f%%Page: 1 1\n%%Page: 2 2\n", 2)]
    public void Document_InPiecesOfAnySize_HasTheSamePages(string text, int pages)
    {
        var octets = Documents.Octets(text);
        for (var size = 1; size <= octets.Length; size++)
        {
            var counter = new PageCounter();
            for (var offset = 0; offset < octets.Length; offset += size)
            {
                counter.Add(octets.AsSpan(offset, Math.Min(size, octets.Length - offset)));
            }

            counter.Finish().ShouldBe(pages, $"pieces of {size}");
        }
    }
}
