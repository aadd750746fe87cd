using Platen.Protocols.Pjl.Guard;

namespace Platen.Protocols.Tests.Pjl.Guard;

/// <summary>Documents that real writers make pass unchanged; broken ones are guarded the same in any pieces, and are clean afterwards.</summary>
public sealed class PjlGuardCorpusTests : IDisposable
{
    private const string Page = """
        %!PS
        1 1 3 { /n exch def
          /Helvetica findfont 24 scalefont setfont 72 700 moveto (Page ) show n 20 string cvs show
          0 5 255 { dup 255 div 0.5 0.2 setrgbcolor 72 add 300 20 120 rectfill } for
          showpage } for
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("platen-guard-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("ps2write")]
    [InlineData("pdfwrite")]
    [InlineData("ljet4")]
    [InlineData("ljet4d")]
    [InlineData("lj5mono")]
    [InlineData("cljet5")]
    [InlineData("pxlmono")]
    [InlineData("pxlcolor")]
    [InlineData("pwgraster")]
    [InlineData("urf")]
    [InlineData("cups")]
    [InlineData("pclm")]
    [InlineData("djet500")]
    public async Task Document_OfGhostscript_PassesUnchanged(string device)
    {
        var document = await WriteAsync(device);
        byte[] wrapped = [.. Guarded.Octets(Guarded.Uel + "@PJL JOB NAME=\"x\"\r\n@PJL SET RESOLUTION=600\r\n"), .. document, .. Guarded.Octets(Guarded.Uel + "@PJL EOJ\r\n" + Guarded.Uel)];
        foreach (var piece in (int[])[13, 4096, int.MaxValue])
        {
            foreach (var sent in (byte[][])[document, wrapped])
            {
                var guarded = Guarded.Of(sent, pieceBytes: piece);

                guarded.Bytes.AsSpan().SequenceEqual(sent).ShouldBeTrue($"{device} in pieces of {piece}");
                guarded.Report.CommandCount.ShouldBe(0);
                guarded.Report.Operators.ShouldBeEmpty();
            }
        }
    }

    // a UEL and a command behind each language's own end are found: the watch that follows the language is in step with real data to its last octet
    [Theory]
    [InlineData("ljet4")]
    [InlineData("pxlmono")]
    [InlineData("pxlcolor")]
    [InlineData("pwgraster")]
    [InlineData("urf")]
    public async Task Command_BehindADocumentOfGhostscript_IsFound(string device)
    {
        var document = await WriteAsync(device);

        var guarded = Guarded.Of([.. document, .. Guarded.Octets(Guarded.Uel + "@PJL FSDELETE NAME=\"x\"\r\n")], pieceBytes: 1000);

        guarded.Bytes.AsSpan().SequenceEqual((byte[])[.. document, .. Guarded.Octets(Guarded.Uel)]).ShouldBeTrue();
        guarded.Report.Commands.ShouldBe(["FSDELETE"]);
    }

    private async Task<byte[]> WriteAsync(string device)
    {
        var (page, output) = (Path.Combine(_folder, "page.ps"), Path.Combine(_folder, "output"));
        await File.WriteAllTextAsync(page, Page);
        await Peer.RunAsync("gs", "ghostscript", ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", $"-sDEVICE={device}", "-r75", $"-sOutputFile={output}", page]);
        return await File.ReadAllBytesAsync(output);
    }
}
