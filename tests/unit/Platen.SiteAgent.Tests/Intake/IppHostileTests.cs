using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Tests.Intake;

/// <summary>What broken and hostile IPP clients send: it costs bounded memory, is answered in IPP, and leaves nothing.</summary>
public sealed class IppHostileTests
{
    private static readonly byte[] Document = Documents.PostScript(1);

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("zlib")]
    public async Task Document_ThatIsCompressed_IsHeldUnpacked(string method)
    {
        await using var host = await IntakeHost.StartAsync();
        using var alice = new IppPeer(host, "alice");

        await alice.PrintAsync(Packed(method, Document), request => request.Keyword(IppNames.Compression, method == "gzip" ? "gzip" : "deflate"));

        await host.TheJobAsync(Document);
    }

    // catches: a ratio that nobody looks at; 64 KiB would fill the disk with 64 MiB
    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Document_ThatGrowsWithoutMeasure_IsRefused(string method)
    {
        await using var host = await IntakeHost.StartAsync();
        using var alice = new IppPeer(host, "alice");

        var answer = await alice.SendAsync(alice.Request(IppOperation.PrintJob).Keyword(IppNames.Compression, method), Packed(method, new byte[64 * 1024 * 1024]));

        answer.Status.ShouldBe(IppStatus.CompressionError);
        await host.ShouldKeepNothingAsync();
    }

    // catches: a limit on what comes instead of on what it becomes
    [Fact]
    public async Task Document_ThatIsTooLargeUnpacked_IsRefused()
    {
        await using var host = await IntakeHost.StartAsync(spool: options => options.JobBytesMax = 1024 * 1024);
        using var alice = new IppPeer(host, "alice");

        var answer = await alice.SendAsync(alice.Request(IppOperation.PrintJob).Keyword(IppNames.Compression, "gzip"), Packed("gzip", new byte[2 * 1024 * 1024]));

        answer.Status.ShouldBe(IppStatus.RequestEntityTooLarge);
        await host.ShouldKeepNothingAsync();
    }

    // catches: the end of cut data taken for the end of the document (.NET's default)
    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("zlib")]
    public async Task Document_WhoseCompressedDataIsCutOrDamaged_IsRefused(string method)
    {
        await using var host = await IntakeHost.StartAsync();
        using var alice = new IppPeer(host, "alice");
        var whole = Packed(method, [.. Enumerable.Range(0, 100_000).Select(number => (byte)((number * 7) ^ (number >> 5)))]);
        var keyword = method == "gzip" ? "gzip" : "deflate";

        foreach (var broken in (byte[][])[whole[..^20], whole[..(whole.Length / 2)], [.. whole[..20], 0xFF, 0xFF, .. whole[22..]]])
        {
            (await alice.SendAsync(alice.Request(IppOperation.PrintJob).Keyword(IppNames.Compression, keyword), broken)).Status.ShouldBe(IppStatus.CompressionError);
        }

        await host.ShouldKeepNothingAsync();
    }

    // catches: control characters that reach PJL, panels and logs
    [Fact]
    public async Task Names_WithControlCharacters_AreHeldWithoutThem()
    {
        await using var host = await IntakeHost.StartAsync();
        using var client = new IppPeer(host, "alice\r\n@PJL SET X\u001B%-12345X");
        const string Evil = "Report\0\r\n@PJL FSDELETE NAME=\"0:\\x\"\u001B%-12345X\u202Egpj.exe";

        var number = await client.PrintAsync(Document, request => request.Name(IppNames.JobName, Evil).Name(IppNames.JobAccountId, "1\n2"));

        var job = await host.TheJobAsync(Document);
        job.Title.ShouldBe("Report @PJL FSDELETE NAME=\"0:\\x\" %-12345X gpj.exe");
        (job.ClaimedUser, job.ClaimedAccount).ShouldBe(("alice @PJL SET X %-12345X", "1 2"));
        (await client.JobAsync(number)).ShouldNotBeNull();
    }

    // catches: a server that fetches for its clients what they cannot reach themselves
    [Fact]
    public async Task Document_ByReference_IsNeverFetched()
    {
        await using var host = await IntakeHost.StartAsync();
        using var bait = new TcpListener(IPAddress.Loopback, 0);
        bait.Start();
        using var alice = new IppPeer(host, "alice");
        var uri = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)bait.LocalEndpoint).Port}/secret.pdf");

        (await alice.SendAsync(alice.Request(IppOperation.PrintUri).Uri(IppNames.DocumentUri, uri))).Status.ShouldBe(IppStatus.OperationNotSupported);
        (await alice.SendAsync(alice.Request(IppOperation.SendUri).Uri(IppNames.DocumentUri, uri))).Status.ShouldBe(IppStatus.OperationNotSupported);
        (await alice.SendAsync(alice.Request(IppOperation.PrintJob).Uri(IppNames.DocumentUri, uri))).Status.ShouldBe(IppStatus.BadRequest);

        bait.Pending().ShouldBeFalse();
        await host.ShouldKeepNothingAsync();
    }

    [Fact]
    public async Task Attributes_NestedOrLongBeyondTheLimits_AreRefused()
    {
        await using var host = await IntakeHost.StartAsync();
        using var alice = new IppPeer(host, "alice");
        IppValue nested = new IppIntegerValue(IppTag.Integer, 1);
        for (var depth = 0; depth < 9; depth++)
        {
            nested = new IppCollectionValue([new IppAttribute("media-size", [nested])]);
        }

        async Task<IppStatus> PrintAsync(params IppValue[] value) => (await alice.SendAsync(alice.Request(IppOperation.PrintJob).Group(IppTag.JobAttributes).Add("media-col", value), Document)).Status;

        (await PrintAsync(nested)).ShouldBe(IppStatus.BadRequest);
        (await PrintAsync([.. Enumerable.Repeat(new IppIntegerValue(IppTag.Integer, 1), 300)])).ShouldBe(IppStatus.RequestValueTooLong);
        (await PrintAsync(new IppCollectionValue([.. Enumerable.Repeat(new IppAttribute("media-size-name", [new IppStringValue(IppTag.Keyword, "iso_a4_210x297mm")]), 200)]))).ShouldBe(IppStatus.RequestValueTooLong);
        await host.ShouldKeepNothingAsync();
    }

    // catches: attributes that are gathered until the memory is full
    [Fact]
    public async Task Body_OfChunkedAttributesWithoutEnd_IsAnsweredAndEnded()
    {
        await using var host = await IntakeHost.StartAsync();

        var answer = await SendWithoutEndAsync(host, [0x01, 0x01, 0x00, 0x02, 0x00, 0x00, 0x00, 0x01, 0x01], [0x42, 0x00, 0x01, (byte)'a', 0x00, 0x01, (byte)'b']);

        answer.ShouldBe(IppStatus.RequestEntityTooLarge);
        await host.ShouldKeepNothingAsync();
    }

    // catches: a document without a length that is taken for ever
    [Fact]
    public async Task Body_OfAChunkedDocumentWithoutEnd_IsAnsweredAndEnded()
    {
        await using var host = await IntakeHost.StartAsync(spool: options => options.JobBytesMax = 1024 * 1024);
        using var alice = new IppPeer(host, "alice");

        var answer = await SendWithoutEndAsync(host, IppWriter.ToArray(alice.Request(IppOperation.PrintJob).Build()), new byte[4096]);

        answer.ShouldBe(IppStatus.RequestEntityTooLarge);
        await host.ShouldKeepNothingAsync();
    }

    /// <summary>Sends a head and then the same chunk again and again, until there is an answer.</summary>
    private static async Task<IppStatus> SendWithoutEndAsync(IntakeHost host, byte[] head, byte[] chunk)
    {
        using var client = new WireClient(host.IppPort);
        await client.SendAsync($"POST /ipp/print/{IntakeHost.Pull} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/ipp\r\nTransfer-Encoding: chunked\r\n\r\n");
        await client.SendAsync(Chunk(head));
        var many = Enumerable.Repeat(Chunk(chunk), 64).SelectMany(bytes => bytes).ToArray();
        var sending = Task.Run(async () =>
        {
            try
            {
                while (true)
                {
                    await client.SendAsync(many);
                }
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
            {
                // the agent has ended the connection, or the test has
            }
        });
        var answer = await client.ReadAsync("application/ipp");
        var start = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        client.Dispose();
        await sending;
        return (IppStatus)((answer[start + 2] << 8) | answer[start + 3]);
    }

    private static byte[] Chunk(byte[] bytes) => [.. Encoding.ASCII.GetBytes(bytes.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"), .. bytes, .. "\r\n"u8];

    private static byte[] Packed(string method, byte[] document)
    {
        using var packed = new MemoryStream();
        using (Stream packer = method switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            "zlib" => new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            _ => new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true),
        })
        {
            packer.Write(document);
        }

        return packed.ToArray();
    }
}
