using System.Net.Sockets;
using Platen.VirtualMfp.Device;

namespace Platen.VirtualMfp.Tests;

public sealed class LpdTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rlpr_PrintingToUs_DeliversEveryOctetInEitherOrder(bool dataFirst)
    {
        await using var mfp = await RunningMfp.StartAsync();
        var file = await WriteDocumentAsync(mfp);
        string[] order = dataFirst ? ["--send-data-first"] : [];

        await Peer.RunAsync("rlpr", "rlpr", [.. order, "-N", "-h", "-J", "report", "-H", "127.0.0.1", $"--port={mfp.Endpoints.LpdPort}", "-P", "q", file]);

        var (octets, sidecar) = (await mfp.PrintedAsync(1)).ShouldHaveSingleItem();
        octets.ShouldBe(Documents.PostScript);
        (sidecar.Protocol, sidecar.Pages, sidecar.User).ShouldBe(("lpd", 2, Environment.UserName));
    }

    [Theory]
    [InlineData("control,data")]
    [InlineData("data,control")]
    public async Task LpdBackendOfCups_PrintingToUs_DeliversEveryOctetInEitherOrder(string order)
    {
        await using var mfp = await RunningMfp.StartAsync();
        var file = await WriteDocumentAsync(mfp);

        await Peer.RunAsync("lpd", "cups", ["12", "alice", "My title", "1", "", file], [("DEVICE_URI", $"lpd://127.0.0.1:{mfp.Endpoints.LpdPort}/q?reserve=none&order={order}")]);

        var (octets, sidecar) = (await mfp.PrintedAsync(1)).ShouldHaveSingleItem();
        octets.ShouldBe(Documents.PostScript);
        (sidecar.JobName, sidecar.User).ShouldBe(("My title", "alice"));
    }

    [Fact]
    public async Task DataFileWithoutControlFile_Closed_StaysPartial()
    {
        await using var mfp = await RunningMfp.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", mfp.Endpoints.LpdPort);

        await client.Client.SendAsync("\x02q\n\x03"u8.ToArray());
        await client.Client.SendAsync("5 dfA001h\n12345\0"u8.ToArray());
        client.Client.Shutdown(SocketShutdown.Send);
        (await RunningMfp.ReadToEndAsync(client)).ShouldBe("\0\0\0");

        await RunningMfp.UntilAsync(() => mfp.Jobs.All.All(job => job.IsOver), () => "the job to be given up");
        mfp.Files().ShouldBe(["000001-lpd.partial"]);
    }

    [Fact]
    public async Task CutAfterBytes_Reached_ResetsTheConnection()
    {
        await using var mfp = await RunningMfp.StartAsync();
        mfp.Device.Set(new MfpBehaviour { CutAfterBytes = 3 });
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", mfp.Endpoints.LpdPort);

        await client.Client.SendAsync("\x02q\n\x03"u8.ToArray());
        await client.Client.SendAsync("5 dfA001h\n12345\0"u8.ToArray());

        await Should.ThrowAsync<SocketException>(() => RunningMfp.ReadToEndAsync(client));
        (await File.ReadAllTextAsync(Path.Combine(mfp.Endpoints.OutputFolder, "000001-lpd.partial"))).ShouldBe("123");
    }

    [Fact]
    public async Task GarbageInsteadOfACommand_IsRefused()
    {
        await using var mfp = await RunningMfp.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", mfp.Endpoints.LpdPort);

        await client.Client.SendAsync("GET / HTTP/1.1\r\n"u8.ToArray());

        (await RunningMfp.ReadToEndAsync(client)).ShouldBe("\x01");
    }

    private static async Task<string> WriteDocumentAsync(RunningMfp mfp)
    {
        var file = Path.Combine(mfp.DataFolder, "document.ps");
        await File.WriteAllBytesAsync(file, Documents.PostScript);
        return file;
    }
}
