using Platen.Domain.Accounting;
using Platen.Domain.Jobs;

namespace Platen.Domain.Tests.Accounting;

public sealed class PageReconciliationTests
{
    private static readonly PageCount Document = new(5, PageEvidence.Parsed) { Source = CountSource.Document };

    [Fact]
    public void WholeJob_OnWhichAllAgree_IsChargedByTheDevice_WithoutARemark()
    {
        var charged = Reconcile(ReleaseOutcome.Completed, Ipp(5), Counter(5), Sheets(5), Document);

        (charged.Pages, charged.Source, charged.Reason).ShouldBe((5, CountSource.IppJob, ""));
    }

    [Fact]
    public void DevicesReportAboutTheJob_BeatsItsCounterAndTheDocument_AndNamesThem()
    {
        var charged = Reconcile(ReleaseOutcome.Completed, Ipp(3), Counter(9), Document);

        (charged.Pages, charged.Evidence).ShouldBe((3, PageEvidence.Device));
        charged.Reason.ShouldBe("others say: the device's counter 9, the document 5");
    }

    // mutant: a rule that lets the counter raise the count charges a copy that somebody made at the glass meanwhile
    [Fact]
    public void Counter_AboveAnExactDocument_DoesNotRaiseTheCount()
    {
        var charged = Reconcile(ReleaseOutcome.Completed, Counter(9), Document);

        (charged.Pages, charged.Source).ShouldBe((5, CountSource.Document));
        charged.Reason.ShouldContain("the device's counter 9");
    }

    [Fact]
    public void Counter_BelowTheDocument_Counts()
    {
        Reconcile(ReleaseOutcome.Completed, Counter(2), Document).Pages.ShouldBe(2);
    }

    // a document can say 1 page and have 500
    [Fact]
    public void Counter_AboveADocumentThatOnlyDeclares_Counts()
    {
        Reconcile(ReleaseOutcome.Completed, Counter(500), new PageCount(1, PageEvidence.Declared) { Source = CountSource.Document }).Pages.ShouldBe(500);
    }

    // mutant: a device that does not count and says 0 makes every job free
    [Theory]
    [InlineData(CountSource.IppJob)]
    [InlineData(CountSource.PjlJob)]
    [InlineData(CountSource.SnmpCounter)]
    public void Zero_OfADevice_ForAWholeJob_IsNotBelieved(CountSource source)
    {
        var charged = Reconcile(ReleaseOutcome.Completed, Device(source, 0), Document);

        (charged.Pages, charged.Evidence).ShouldBe((5, PageEvidence.Parsed));
    }

    // mutant: the document's count for a job that broke off charges pages that nobody got
    [Fact]
    public void BrokenJob_IsChargedByTheDeviceAlone()
    {
        Reconcile(ReleaseOutcome.Partial, Pjl(2), Document).Pages.ShouldBe(2);
        Reconcile(ReleaseOutcome.Partial, Pjl(0), Document).Pages.ShouldBe(0);
        Reconcile(ReleaseOutcome.Partial, Document).ShouldBe(PageCount.Unknown("device-did-not-report"));
    }

    [Fact]
    public void Sheets_CountOneSidedJobs_AndOnlyBearWitnessToTwoSidedOnes()
    {
        Reconcile(ReleaseOutcome.Completed, Sides.OneSided, Sheets(4), Document).Pages.ShouldBe(4);
        Reconcile(ReleaseOutcome.Completed, Sides.TwoSidedLongEdge, Sheets(3), Document).ShouldSatisfyAllConditions(
            charged => charged.Pages.ShouldBe(5), charged => charged.Reason.ShouldBeEmpty());
        Reconcile(ReleaseOutcome.Completed, Sides.TwoSidedLongEdge, Sheets(2), Document).Reason.ShouldContain("sheets 2");
    }

    [Fact]
    public void Copies_MultiplyTheDocument_NotTheDevice()
    {
        PageReconciliation.Reconcile(ReleaseOutcome.Completed, [Document], copies: 3, Sides.OneSided).Pages.ShouldBe(15);
        PageReconciliation.Reconcile(ReleaseOutcome.Completed, [Ipp(15), Document], copies: 3, Sides.OneSided).ShouldSatisfyAllConditions(
            charged => charged.Pages.ShouldBe(15), charged => charged.Reason.ShouldBeEmpty());
    }

    [Fact]
    public void Counts_BeyondBelief_AreLeftOut()
    {
        Reconcile(ReleaseOutcome.Completed, Ipp(-1), Pjl(int.MaxValue), Document).Pages.ShouldBe(5);
        Reconcile(ReleaseOutcome.Completed, new PageCount(null, PageEvidence.Unspecified, "encrypted")).ShouldBe(PageCount.Unknown("encrypted"));
    }

    private static PageCount Reconcile(ReleaseOutcome outcome, params PageCount[] counts) => Reconcile(outcome, Sides.OneSided, counts);

    private static PageCount Reconcile(ReleaseOutcome outcome, Sides sides, params PageCount[] counts) => PageReconciliation.Reconcile(outcome, counts, copies: 1, sides);

    // catches: the count of a document that was never sent believed more than that of what was
    [Fact]
    public void Conversion_CountsAsWhatTheDeviceWasSent_AndADifferenceIsNamed()
    {
        var converted = new PageCount(6, PageEvidence.Rendered) { Source = CountSource.Converted };

        var charged = Reconcile(ReleaseOutcome.Completed, Document, converted);

        (charged.Pages, charged.Source, charged.Reason).ShouldBe((6, CountSource.Converted, "others say: the document 5"));
        Reconcile(ReleaseOutcome.Completed, Ipp(5), Document, converted).Reason.ShouldBe("others say: the converted document 6");
    }

    private static PageCount Device(CountSource source, int pages) => new(pages, PageEvidence.Device) { Source = source };

    private static PageCount Ipp(int pages) => Device(CountSource.IppJob, pages);

    private static PageCount Pjl(int pages) => Device(CountSource.PjlJob, pages);

    private static PageCount Counter(int pages) => Device(CountSource.SnmpCounter, pages);

    private static PageCount Sheets(int sheets) => Device(CountSource.IppSheets, sheets);
}
