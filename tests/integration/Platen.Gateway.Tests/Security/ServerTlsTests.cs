using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Platen.Silo.Keys;
using Platen.Silo.Options;
using Platen.TestKit.Time;

namespace Platen.Gateway.Tests.Security;

/// <summary>NW06: certificates live 90 days, and the server renews its own while it runs.</summary>
public sealed class ServerTlsTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("platen-tls-");
    private readonly InternalCertificateAuthority _authority;
    private readonly ServerTls _tls;

    public ServerTlsTests()
    {
        var options = new SiloOptions { DataDirectory = _data.FullName };
        _authority = new InternalCertificateAuthority(Microsoft.Extensions.Options.Options.Create(options), _clock);
        _tls = new ServerTls(_authority, ["localhost"], _clock, NullLogger<ServerTls>.Instance);
    }

    [Fact]
    public void Certificate_WithinItsFirstTwoMonths_StaysTheSame()
    {
        var first = Served();

        _clock.Advance(TimeSpan.FromDays(59));

        Served().SerialNumber.ShouldBe(first.SerialNumber);
    }

    // Mutant: keep the certificate of the start; it ends after 90 days, and nobody can connect.
    [Fact]
    public void Certificate_OfAServerThatRunsOn_IsRenewedBeforeItEnds()
    {
        var first = Served();

        for (var days = 0; days < 120; days++)
        {
            _clock.Advance(TimeSpan.FromDays(1));
            new DateTimeOffset(Served().NotAfter).ShouldBeGreaterThan(_clock.GetUtcNow() + TimeSpan.FromDays(29));
        }

        Served().SerialNumber.ShouldNotBe(first.SerialNumber);
    }

    // Mutant: let the fault through; every handshake fails from the day of the renewal on, a month before the certificate ends.
    [Fact]
    public void Certificate_ThatCannotBeRenewed_IsShownOn_AndTheRenewalIsTriedAgain()
    {
        var identity = new FragileIdentity(_authority);
        var tls = new ServerTls(identity, ["localhost"], _clock, NullLogger<ServerTls>.Instance);
        string Serial() => tls.Options().ServerCertificateContext!.TargetCertificate.SerialNumber;
        var first = Serial();

        identity.IsBroken = true;
        _clock.Advance(TimeSpan.FromDays(61));
        Serial().ShouldBe(first);

        identity.IsBroken = false;
        _clock.Advance(TimeSpan.FromHours(1));
        Serial().ShouldNotBe(first);
    }

    [Fact]
    public void Certificate_ThatCannotBeMadeAtAll_IsAFault()
    {
        var identity = new FragileIdentity(_authority) { IsBroken = true };

        Should.Throw<IOException>(() => new ServerTls(identity, ["localhost"], _clock, NullLogger<ServerTls>.Instance).Options());
    }

    public void Dispose()
    {
        _authority.Dispose();
        _data.Delete(recursive: true);
    }

    private X509Certificate2 Served() => _tls.Options().ServerCertificateContext!.TargetCertificate;

    /// <summary>The CA on a disk that may be full.</summary>
    private sealed class FragileIdentity(InternalCertificateAuthority authority) : ITlsIdentity
    {
        public bool IsBroken { get; set; }

        public X509Certificate2 Authority => authority.Authority;

        public void Prepare(IReadOnlyCollection<string> names) => authority.Prepare(names);

        public X509Certificate2 ServerCertificate(IReadOnlyCollection<string> names) => IsBroken ? throw new IOException("The disk is full.") : authority.ServerCertificate(names);
    }
}
