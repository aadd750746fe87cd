using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Platen.VirtualMfp.Control;
using Platen.VirtualMfp.Device;
using Platen.VirtualMfp.Ipp;
using Platen.VirtualMfp.Jobs;
using Platen.VirtualMfp.Lpd;
using Platen.VirtualMfp.Net;
using Platen.VirtualMfp.Raw;
using Platen.VirtualMfp.Snmp;

namespace Platen.VirtualMfp;

/// <summary>The whole device: composes its parts, and writes mfp.json when all of them listen.</summary>
internal sealed class VirtualMfpServer : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _parts = new();

    private VirtualMfpServer(MfpDevice device, JobList jobs)
    {
        Device = device;
        Jobs = jobs;
    }

    internal MfpDevice Device { get; }

    internal JobList Jobs { get; }

    internal MfpEndpoints Endpoints { get; private set; } = null!;

    internal static async Task<VirtualMfpServer> StartAsync(MfpOptions options, ILoggerFactory logging, TimeProvider time)
    {
        Directory.CreateDirectory(options.DataFolder);
        var outputFolder = Path.Combine(Path.GetFullPath(options.DataFolder), "out");
        var server = new VirtualMfpServer(new MfpDevice(options.DataFolder, time, options.Formats.Count > 0 ? options.Formats : IppPrinterDescription.AllFormats), new JobList(outputFolder, time));
        try
        {
            await server.OpenAsync(options, outputFolder, logging.CreateLogger("Platen.VirtualMfp"));
            MfpJson.WriteFile(Path.Combine(options.DataFolder, "mfp.json"), server.Endpoints);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out var part))
        {
            await part.DisposeAsync();
        }

        Device.LifeCounter.Save();
    }

    private async Task OpenAsync(MfpOptions options, string outputFolder, ILogger log)
    {
        var certificate = Own(new Owned<X509Certificate2>(SelfSignedCertificate.GetOrMake(Path.Combine(options.DataFolder, "ipps.pem"), options.Address, Device.Time))).Value;
        var engine = Own(new PrintEngine(Device, log));
        var documents = Own(new IppDocuments(Device, Jobs, engine));
        var ippServer = new IppServer(Device, new IppOperations(Device, Jobs, documents));

        var raw = Own(new TcpDoor(options.Address, options.RawPort, Device, new RawServer(Device, Jobs, engine, certificate: null).ServeAsync, log));
        var rawTls = Own(new TcpDoor(options.Address, options.RawTlsPort, Device, new RawServer(Device, Jobs, engine, certificate).ServeAsync, log));
        var lpd = Own(new TcpDoor(options.Address, options.LpdPort, Device, new LpdServer(Device, Jobs, engine).ServeAsync, log));
        var snmp = Own(new SnmpAgent(options.Address, options.SnmpPort, Device, log));
        var ipp = Own(await HttpDoor.OpenAsync(options.Address, options.IppPort, (options.IppsPort, certificate), () => Device.IsRefusing, ippServer.HandleAsync));
        var control = Own(await HttpDoor.OpenAsync(IPAddress.Loopback, options.ControlPort, https: null, static () => false, new ControlServer(Device, Jobs).HandleAsync));
        raw.Start();
        rawTls.Start();
        lpd.Start();
        snmp.Start();

        Endpoints = new MfpEndpoints
        {
            Address = options.Address.ToString(),
            RawPort = raw.Port,
            RawTlsPort = rawTls.Port,
            IppPort = ipp.HttpPort,
            IppsPort = ipp.HttpsPort,
            LpdPort = lpd.Port,
            SnmpPort = snmp.Port,
            ControlPort = control.HttpPort,
            IppUri = string.Create(CultureInfo.InvariantCulture, $"ipp://{options.Address}:{ipp.HttpPort}/ipp/print"),
            IppsUri = string.Create(CultureInfo.InvariantCulture, $"ipps://{options.Address}:{ipp.HttpsPort}/ipp/print"),
            ControlUri = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{control.HttpPort}"),
            OutputFolder = outputFolder,
            CertificateSha256 = certificate.GetCertHashString(HashAlgorithmName.SHA256),
            SerialNumber = Device.SerialNumber,
            ProcessId = Environment.ProcessId,
        };
    }

    private T Own<T>(T part)
        where T : IAsyncDisposable
    {
        _parts.Push(part);
        return part;
    }

    private sealed class Owned<T>(T value) : IAsyncDisposable
        where T : IDisposable
    {
        internal T Value => value;

        public ValueTask DisposeAsync()
        {
            value.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
