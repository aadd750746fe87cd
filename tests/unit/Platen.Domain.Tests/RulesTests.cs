using Platen.Domain.Devices;
using Platen.Domain.Queues;
using Platen.Domain.Tenants;
using Platen.Domain.Tests.Jobs;
using Platen.Domain.Users;

namespace Platen.Domain.Tests;

/// <summary>Every rule names what is wrong; all errors come at once.</summary>
public sealed class RulesTests
{
    private static readonly Device Mfp = new()
    {
        Tenant = Sample.Tenant, Site = Sample.Site, Id = Sample.Device, Name = "MFP", Host = "192.0.2.7", Protocol = DeliveryProtocol.Ipp, Port = 631, Path = "/ipp/print", PanelAddresses = ["192.0.2.0/24", "2001:db8::1"],
    };

    [Fact]
    public void Device_AsItShouldBe_HasNoErrors() => DeviceRules.Check(Mfp).ShouldBeEmpty();

    [Fact]
    public void Device_WithFormats_KnowsThem_AndHasAPageDescriptionAmongThem()
    {
        DeviceFormatRules.Clean([" PDF", "pdf", "", "PclXl"]).ShouldBe(["pdf", "pclxl"]);
        DeviceRules.Check(Mfp with { Accepts = ["pdf", "pclxl", "jpeg"] }).ShouldBeEmpty();
        DeviceRules.Check(Mfp with { Accepts = ["pdf", "docx"] }).ShouldHaveSingleItem().ShouldContain("'docx'");
        DeviceRules.Check(Mfp with { Accepts = ["jpeg", "text"] }).ShouldHaveSingleItem().ShouldContain("page description");
    }

    [Fact]
    public void Device_AllWrong_NamesEveryError()
    {
        var errors = DeviceRules.Check(Mfp with { Name = " ", Host = "no host!", Port = 0, SnmpPort = 70_000, Path = "ipp", PanelAddresses = ["here"], Location = "a\nb" });
        errors.Length.ShouldBe(7);
        errors.ShouldContain(error => error.Contains("'here'"));
    }

    [Theory]
    [InlineData(DeliveryProtocol.Raw, "x")]
    [InlineData(DeliveryProtocol.Lpr, "")]
    [InlineData(DeliveryProtocol.Ipps, "")]
    [InlineData(DeliveryProtocol.Unspecified, "")]
    public void Device_PathThatDoesNotFitTheProtocol_IsAnError(DeliveryProtocol protocol, string path) =>
        DeviceRules.Check(Mfp with { Protocol = protocol, Path = path }).ShouldHaveSingleItem();

    [Fact]
    public void Queue_AllWrong_NamesEveryError()
    {
        var queue = Sample.Context.Queue!;
        QueueRules.Check(queue).ShouldBeEmpty();
        QueueRules.Check(queue with
        {
            Name = "", Kind = QueueKind.Direct, UnknownOwner = UnknownOwnerPolicy.Unspecified, RawPort = 80, KeepHeld = TimeSpan.Zero, KeepReleased = TimeSpan.FromDays(-1), Prices = new() { BaseE4 = -1 },
        }).Length.ShouldBe(7);
    }

    [Fact]
    public void QueueIntake_AllWrong_NamesEveryError()
    {
        var queue = Sample.Context.Queue!;
        QueueRules.Check(queue with { Intake = new() { TrustedAddresses = ["192.0.2.1", "2001:db8::/32"], LeastEvidence = OwnerEvidence.ClientCertificate } }).ShouldBeEmpty();
        QueueRules.Check(queue with
        {
            Intake = new() { LeastEvidence = (OwnerEvidence)99, TrustedAddresses = ["example.com"], Pjl = UnsafeContentPolicy.Unspecified, PostScript = UnsafeContentPolicy.Remove },
        }).Length.ShouldBe(4);
    }

    [Theory]
    [InlineData(10_010, "", true, true)]
    [InlineData(10_020, "192.0.2.1", true, true)]
    [InlineData(10_011, "", true, false)]
    [InlineData(80, "", true, false)]
    [InlineData(65_540, "", true, false)]
    [InlineData(10_010, "agent.example", true, false)]
    [InlineData(10_010, "", false, false)]
    public void DeviceSpooling_Checked_WantsATenOfPortsAndAQueue(int port, string address, bool hasQueue, bool isRight) =>
        DeviceRules.Check(Mfp with { Spooling = new() { Enabled = true, FirstPort = port, Address = address, Queue = hasQueue ? Sample.QueueId : null } }).IsEmpty.ShouldBe(isRight);

    [Fact]
    public void Tenant_AllWrong_NamesEveryError()
    {
        var tenant = new Tenant { Id = Sample.Tenant, Name = "Acme" };
        TenantRules.Check(tenant).ShouldBeEmpty();
        TenantRules.Check(tenant with
        {
            Name = "", Currency = "eur", PinDigits = 3, PanelIdle = TimeSpan.Zero, LockoutFailures = 0, Lockout = TimeSpan.Zero, OfflineMax = TimeSpan.FromDays(15),
            HeldJobsPerUserMax = -1, HeldBytesPerUserMax = long.MaxValue,
        }).Length.ShouldBe(9);
    }

    [Fact]
    public void User_AllWrong_NamesEveryError()
    {
        var user = new User { Tenant = Sample.Tenant, Id = Sample.Anna, LoginName = "anna", DisplayName = "Anna", Email = "anna@example.com", Role = UserRole.User };
        UserRules.Check(user).ShouldBeEmpty();
        UserRules.Check(user with { LoginName = "a b", DisplayName = "", Email = "nobody", Role = UserRole.Unspecified }).Length.ShouldBe(4);
    }

    [Theory]
    [InlineData("04:A2:19:7F", "…197F")]
    [InlineData("12345", "…45")]
    public void Card_Label_IsNeverMoreThanHalfOfIt(string number, string label)
    {
        UserRules.CheckCard(number).ShouldBeNull();
        UserRules.CardLabel(number).ShouldBe(label);
    }

    [Fact]
    public void Card_TooShort_IsAnError() => UserRules.CheckCard("1-2-3")!.ShouldContain("3 letters and digits");
}
