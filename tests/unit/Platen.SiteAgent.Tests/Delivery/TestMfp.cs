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

    public static async Task<TestMfp> StartAsync()
    {
        var mfp = new TestMfp();
        mfp._server = await VirtualMfpServer.StartAsync(new MfpOptions { DataFolder = mfp._folder }, NullLoggerFactory.Instance, TimeProvider.System);
        return mfp;
    }

    /// <summary>A document on which the device counts so many pages.</summary>
    public static byte[] Document(int pages, int bytesPerPage = 100) =>
        [.. Enumerable.Range(0, pages).SelectMany(_ => Enumerable.Repeat((byte)'x', bytesPerPage).Append((byte)'\f'))];

    public void Set(MfpCondition condition) => _server.Device.Set(condition);

    public void Set(MfpBehaviour behaviour) => _server.Device.Set(behaviour);

    public int PortOf(DeliveryProtocol protocol) => protocol switch
    {
        DeliveryProtocol.Raw => Endpoints.RawPort,
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

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
