using System.Security.Cryptography;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Devices;
using Platen.SiteAgent.Identity;
using Platen.SiteAgent.Tests.Delivery;

namespace Platen.SiteAgent.Tests.Devices;

public sealed class CertificatePinsTests : IDisposable
{
    private static readonly byte[] First = [1, 2, 3];
    private static readonly byte[] Other = [4, 5, 6];
    private readonly string _root = Directory.CreateTempSubdirectory("platen-pins-").FullName;

    // mutant: pins that remember the newest certificate instead of the first accept a stranger
    [Fact]
    public void FirstCertificate_IsRemembered_AcrossRestarts_AndAnotherRefused()
    {
        var device = new ReplicaDevice { DeviceId = "mfp-1", Host = "printer", Port = 631 };
        Pins().Accepts(device, First).ShouldBeTrue();

        var later = Pins();

        later.Accepts(device, Other).ShouldBeFalse();
        later.Accepts(device, First).ShouldBeTrue();
        later.Accepts(new ReplicaDevice { DeviceId = "mfp-2", Host = "printer", Port = 631 }, Other).ShouldBeTrue();
    }

    [Fact]
    public void AdministratorsCertificate_Counts_WhateverWasShownBefore()
    {
        var device = new ReplicaDevice { DeviceId = "mfp-1", Host = "printer", Port = 631 };
        Pins().Accepts(device, First).ShouldBeTrue();
        device.CertificateSha256 = ByteString.CopyFrom(SHA256.HashData(Other));

        Pins().Accepts(device, First).ShouldBeFalse();
        Pins().Accepts(device, Other).ShouldBeTrue();
    }

    [Fact]
    public async Task Delivery_ToADeviceWithAnotherCertificate_PrintsNothing_AndSaysWhatToDo()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        var right = Convert.FromHexString(mfp.Endpoints.CertificateSha256);
        host.AddDevice(DeliveryProtocol.Ipps, mfp.Endpoints.IppsPort, change: device => device.CertificateSha256 = ByteString.CopyFrom(new byte[32]));
        var job = await host.HoldAsync(TestMfp.Document(1));

        var refused = await host.PrintAsync(job.Id);

        refused.Stage.ShouldBe(ReleaseStage.NotPrinted);
        refused.Reason.ShouldContain("SHA-256");
        mfp.Printed().ShouldBeEmpty();
        host.AddDevice(DeliveryProtocol.Ipps, mfp.Endpoints.IppsPort, change: device => device.CertificateSha256 = ByteString.CopyFrom(right));
        (await host.PrintAsync(job.Id)).Stage.ShouldBe(ReleaseStage.Completed);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private CertificatePins Pins() => new(new AgentFolders(_root), NullLogger<CertificatePins>.Instance);
}
