using Platen.Protocols.Ipp;

namespace Platen.Protocols.Tests.Ipp;

public sealed class IppRequestTests
{
    [Fact]
    public void Request_Built_BeginsWithCharsetAndLanguage()
    {
        var request = IppMessageBuilder.Request(IppOperation.GetJobs, 5).Uri(IppNames.PrinterUri, "ipp://h/").Build();

        request.OperationAttributes.Attributes.Select(attribute => attribute.Name)
            .ShouldBe([IppNames.AttributesCharset, IppNames.AttributesNaturalLanguage, IppNames.PrinterUri]);
        IppRequestCheck.Of(request).IsOk.ShouldBeTrue();
    }

    [Fact]
    public void Response_Built_CarriesVersionAndRequestIdOfTheRequest()
    {
        var request = IppMessageBuilder.Request(IppOperation.GetJobs, 5, IppVersion.V20).Build();
        var response = IppMessageBuilder.Response(request.Header, IppStatus.NotFound, new string('ü', 300)).Build();

        response.Answers(request).ShouldBeTrue();
        response.Version.ShouldBe(IppVersion.V20);
        response.Status.ShouldBe(IppStatus.NotFound);
        response.IsSuccess.ShouldBeFalse();
        response.OperationAttributes.GetString(IppNames.StatusMessage).ShouldBe(new string('ü', 127));
    }

    [Fact]
    public void ResponseToAnUnknownVersion_IsInVersion11() =>
        IppMessageBuilder.Response(new IppHeader(new IppVersion(0, 0), 0, 1), IppStatus.VersionNotSupported).Build().Version.ShouldBe(IppVersion.V11);

    [Fact]
    public void RequestIds_PastTheLast_StartAgainAtOne()
    {
        var ids = IppRequestIds.After(int.MaxValue - 1);

        ids.Next().ShouldBe(int.MaxValue);
        ids.Next().ShouldBe(1);
        ids.Next().ShouldBe(2);
    }

    [Fact]
    public void RequestCheck_OfEachFault_NamesItsStatus()
    {
        var charset = new IppAttribute(IppNames.AttributesCharset, [new IppStringValue(IppTag.Charset, "UTF-8")]);
        var latin = new IppAttribute(IppNames.AttributesCharset, [new IppStringValue(IppTag.Charset, "iso-8859-1")]);
        var language = new IppAttribute(IppNames.AttributesNaturalLanguage, [new IppStringValue(IppTag.NaturalLanguage, "en")]);
        var operation = new IppAttributeGroup(IppTag.OperationAttributes, [charset, language]);
        var job = new IppAttributeGroup(IppTag.JobAttributes, [charset]);

        Check(IppVersion.V11, 1, operation, job).ShouldBe(IppStatus.Ok);
        Check(new IppVersion(2, 2), 1, operation).ShouldBe(IppStatus.Ok);
        Check(new IppVersion(0, 0), 1, operation).ShouldBe(IppStatus.VersionNotSupported);
        Check(new IppVersion(3, 0), 1, operation).ShouldBe(IppStatus.VersionNotSupported);
        Check(IppVersion.V11, 0, operation).ShouldBe(IppStatus.BadRequest);
        Check(IppVersion.V11, 1).ShouldBe(IppStatus.BadRequest);
        Check(IppVersion.V11, 1, job, operation).ShouldBe(IppStatus.BadRequest);
        Check(IppVersion.V11, 1, operation, operation).ShouldBe(IppStatus.BadRequest);
        Check(IppVersion.V11, 1, operation, new IppAttributeGroup(IppTag.PrinterAttributes, []), job).ShouldBe(IppStatus.BadRequest);
        Check(IppVersion.V11, 1, new IppAttributeGroup(IppTag.OperationAttributes, [language, charset])).ShouldBe(IppStatus.BadRequest);
        Check(IppVersion.V11, 1, new IppAttributeGroup(IppTag.OperationAttributes, [charset])).ShouldBe(IppStatus.BadRequest);
        Check(IppVersion.V11, 1, new IppAttributeGroup(IppTag.OperationAttributes, [latin, language])).ShouldBe(IppStatus.CharsetNotSupported);
        Check(IppVersion.V11, 1, new IppAttributeGroup(IppTag.OperationAttributes, [charset, language, charset])).ShouldBe(IppStatus.BadRequest);
    }

    [Theory]
    [InlineData(32_767, true)]
    [InlineData(32_768, false)]
    public void Value_OfSomeLength_IsWrittenOnlyIfItFits(int length, bool fits)
    {
        var message = IppMessageBuilder.Request(IppOperation.PrintJob, 1).Text("x", new string('a', length)).Build();

        if (fits)
        {
            IppReaderTests.Read(IppWriter.ToArray(message)).OperationAttributes.GetString("x")!.Length.ShouldBe(length);
        }
        else
        {
            Should.Throw<ArgumentException>(() => IppWriter.ToArray(message)).Message.ShouldContain("x");
        }
    }

    [Fact]
    public void ResponseGroups_OfGetJobs_AreOneAJob()
    {
        var builder = IppMessageBuilder.Response(new IppHeader(IppVersion.V11, 0, 3), IppStatus.Ok);
        for (var id = 1; id <= 3; id++)
        {
            builder.Group(IppTag.JobAttributes).Integer(IppNames.JobId, id).Enum(IppNames.JobState, (int)IppJobState.PendingHeld);
        }

        IppReaderTests.Read(IppWriter.ToArray(builder.Build())).FindAll(IppTag.JobAttributes).Select(group => group.GetInteger(IppNames.JobId)).ShouldBe([1, 2, 3]);
    }

    private static IppStatus Check(IppVersion version, int requestId, params IppAttributeGroup[] groups) =>
        IppRequestCheck.Of(new IppMessage(new IppHeader(version, 2, requestId), [.. groups])).Status;
}
