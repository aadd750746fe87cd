using Platen.Domain.Queues;

namespace Platen.Domain.Tests.Queues;

public sealed class OwnerDecisionTests
{
    private static readonly IntakePolicy Trusting = new() { TrustedAddresses = ["192.0.2.0/24", "2001:db8::7"] };

    // mutant: a claim that is looked at first lets anybody print as somebody else over a connection of their own
    [Fact]
    public void Proof_BeatsEveryClaim()
    {
        var sender = new SenderEvidence { AuthenticatedName = "anna", CertificateName = "bert", ClaimedName = "carl", SourceAddress = "192.0.2.1" };

        OwnerDecision.Of(Trusting, QueueKind.Pull, sender).ShouldBe(new OwnerDecision("anna", OwnerEvidence.AuthenticatedName, true));
        OwnerDecision.Of(Trusting, QueueKind.Pull, sender with { AuthenticatedName = "" }).ShouldBe(new OwnerDecision("bert", OwnerEvidence.ClientCertificate, true));
        OwnerDecision.Of(Trusting, QueueKind.Pull, sender with { AuthenticatedName = "", CertificateName = "" }).ShouldBe(new OwnerDecision("carl", OwnerEvidence.TrustedWorkstation, true));
        OwnerDecision.Of(Trusting, QueueKind.Pull, new SenderEvidence { SourceAddress = "192.0.2.1" }).ShouldBe(new OwnerDecision("", OwnerEvidence.Unspecified, false));
    }

    [Theory]
    [InlineData("192.0.2.255", OwnerEvidence.TrustedWorkstation)]
    [InlineData("::ffff:192.0.2.9", OwnerEvidence.TrustedWorkstation)]
    [InlineData("2001:db8::7", OwnerEvidence.TrustedWorkstation)]
    [InlineData("192.0.3.1", OwnerEvidence.ClaimedName)]
    [InlineData("2001:db8::8", OwnerEvidence.ClaimedName)]
    [InlineData("", OwnerEvidence.ClaimedName)]
    [InlineData("not an address", OwnerEvidence.ClaimedName)]
    public void Address_ThatTheQueueTrusts_MakesAClaimMore(string address, OwnerEvidence evidence) =>
        OwnerDecision.Of(Trusting, QueueKind.Pull, new SenderEvidence { ClaimedName = "anna", SourceAddress = address }).Evidence.ShouldBe(evidence);

    [Theory]
    [InlineData(QueueKind.Pull, true)]
    [InlineData(QueueKind.Private, true)]
    [InlineData(QueueKind.Direct, false)]
    public void Claim_ByDefault_IsEnoughOnlyWhereTheOwnerLogsInBeforeAnythingIsCharged(QueueKind kind, bool isEnough) =>
        OwnerDecision.Of(new IntakePolicy(), kind, new SenderEvidence { ClaimedName = "anna" }).IsEnough.ShouldBe(isEnough);

    [Fact]
    public void Evidence_BelowWhatTheQueueWants_IsNotEnough()
    {
        OwnerEvidence[] order = [OwnerEvidence.ClaimedName, OwnerEvidence.TrustedWorkstation, OwnerEvidence.ClientCertificate, OwnerEvidence.AuthenticatedName];
        foreach (var least in order)
        {
            foreach (var given in order)
            {
                var sender = new SenderEvidence
                {
                    ClaimedName = "anna",
                    SourceAddress = given == OwnerEvidence.TrustedWorkstation ? "192.0.2.1" : "203.0.113.1",
                    CertificateName = given == OwnerEvidence.ClientCertificate ? "anna" : "",
                    AuthenticatedName = given == OwnerEvidence.AuthenticatedName ? "anna" : "",
                };
                OwnerDecision.Of(Trusting with { LeastEvidence = least }, QueueKind.Direct, sender).IsEnough.ShouldBe(given >= least, $"{given} for {least}");
            }
        }
    }
}
