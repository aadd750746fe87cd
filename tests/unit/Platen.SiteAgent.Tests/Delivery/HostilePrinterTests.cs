using System.Text;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Devices;
using Platen.TestKit.Time;

namespace Platen.SiteAgent.Tests.Delivery;

public sealed class HostilePrinterTests
{
    public static TheoryData<string, string> Answers => new()
    {
        { "no HTTP", "SSH-2.0-printer\r\n" },
        { "no IPP", "HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: 5\r\n\r\nhello" },
        { "cut", "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n\x02\x00" },
        { "empty", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" },
        { "error", "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n" },
        { "redirect", "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Answer_ThatIsNoIpp_EndsAsNotPrinted(string what, string answer)
    {
        await using var printer = new ScriptedPrinter(async (stream, stop) =>
        {
            await ScriptedPrinter.HearAsync(stream, stop);
            await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), stop);
        });
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Ipp, printer.Port);

        var end = await host.PrintAsync((await host.HoldAsync(TestMfp.Document(1))).Id);

        end.Stage.ShouldBe(ReleaseStage.NotPrinted, what);
        end.Reason.ShouldContain("The device at 127.0.0.1");
    }

    [Fact]
    public async Task Answer_WithoutEnd_IsCutOff()
    {
        await using var printer = new ScriptedPrinter(async (stream, stop) =>
        {
            await ScriptedPrinter.HearAsync(stream, stop);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8.ToArray(), stop);
            var block = new byte[65536];
            while (true)
            {
                await stream.WriteAsync(block, stop);
            }
        });
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Ipp, printer.Port);

        var end = await host.PrintAsync((await host.HoldAsync(TestMfp.Document(1))).Id);

        end.Stage.ShouldBe(ReleaseStage.NotPrinted);
        end.Reason.ShouldContain("longer than");
    }

    // mutant: without the limit in AskAsync this waits for ever
    [Fact]
    public async Task Answer_ThatNeverComes_IsGivenUp()
    {
        var clock = new ManualTimeProvider();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var printer = new ScriptedPrinter(async (stream, stop) =>
        {
            await ScriptedPrinter.HearAsync(stream, stop);
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, stop);
        });
        await using var host = await DeliveryHost.StartAsync(time: clock);
        var device = host.AddDevice(DeliveryProtocol.Ipp, printer.Port);

        var reading = host.Get<DeviceProbe>().ReadAsync(device, CancellationToken.None);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(10));
        clock.Advance(TimeSpan.FromSeconds(16));

        var status = await reading.WaitAsync(TimeSpan.FromSeconds(10));
        status!.PrinterState.ShouldBe(0);
        status.Obstacle.ShouldContain("did not answer in time");
    }
}
