using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Platen.VirtualMfp;
using Platen.VirtualMfp.Device;

namespace Platen.SiteAgent.Tests.Delivery;

/// <summary>A virtual MFP in this process, with its files in a temporary folder.</summary>
internal sealed class TestMfp : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platen-mfp-").FullName;
    private VirtualMfpServer _server = null!;

    public MfpEndpoints Endpoints => _server.Endpoints;

    /// <param name="formats">The media types that it tells over IPP; none: all that it knows.</param>
    public static async Task<TestMfp> StartAsync(params string[] formats)
    {
        var mfp = new TestMfp();
        mfp._server = await VirtualMfpServer.StartAsync(new MfpOptions { DataFolder = mfp._folder, Formats = formats }, NullLoggerFactory.Instance, TimeProvider.System);
        return mfp;
    }

    /// <summary>A document on which the device counts so many pages.</summary>
    public static byte[] Document(int pages, int bytesPerPage = 100) =>
        [.. Enumerable.Range(0, pages).SelectMany(_ => Enumerable.Repeat((byte)'x', bytesPerPage).Append((byte)'\f'))];

    public void Set(MfpCondition condition) => _server.Device.Set(condition);

    public void Set(MfpBehaviour behaviour) => _server.Device.Set(behaviour);

    /// <summary>Waits until a port is really closed: behind a change of the device's mind, a connection may still be taken, and broken then.</summary>
    public async Task WaitUntilClosedAsync(DeliveryProtocol protocol)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, PortOf(protocol), limit.Token);
            }
            catch (SocketException)
            {
                return;
            }
            catch (OperationCanceledException fault)
            {
                throw new TimeoutException($"Waited 20 s for the virtual MFP to close its {protocol} port.", fault);
            }
        }
    }

    public int PortOf(DeliveryProtocol protocol) => protocol switch
    {
        DeliveryProtocol.Raw => Endpoints.RawPort,
        DeliveryProtocol.RawTls => Endpoints.RawTlsPort,
        DeliveryProtocol.Lpr => Endpoints.LpdPort,
        DeliveryProtocol.Ipp => Endpoints.IppPort,
        DeliveryProtocol.Ipps => Endpoints.IppsPort,
        _ => throw new ArgumentOutOfRangeException(nameof(protocol)),
    };

    /// <summary>The documents that came out, in the order of printing.</summary>
    public IReadOnlyList<byte[]> Printed() =>
        [.. Directory.EnumerateFiles(Endpoints.OutputFolder)
            .Where(file => !file.EndsWith(".partial", StringComparison.Ordinal) && !file.EndsWith(".json", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    /// <summary>What the device noted beside the one document that came out.</summary>
    public JsonElement Sidecar() => JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(Directory.EnumerateFiles(Endpoints.OutputFolder, "*.json").ShouldHaveSingleItem()));

    /// <summary>The one document that came out, without the sender's wrapper around it.</summary>
    public byte[] Payload()
    {
        var sidecar = Sidecar();
        var printed = Printed().ShouldHaveSingleItem();
        var start = printed.AsSpan().IndexOf("\x1b%-12345X"u8) == 0 ? StartOf(printed) : 0;
        var payload = printed.AsSpan(start, sidecar.GetProperty("payloadBytes").GetInt32()).ToArray();
        Convert.ToHexStringLower(SHA256.HashData(payload)).ShouldBe(sidecar.GetProperty("payloadSha256").GetString());
        return payload;
    }

    private static int StartOf(byte[] printed) => 9 + printed.AsSpan(9).IndexOf("\x1b%-12345X"u8) + 9;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
