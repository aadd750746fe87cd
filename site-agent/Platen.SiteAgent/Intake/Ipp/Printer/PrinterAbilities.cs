using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Jobs;

namespace Platen.SiteAgent.Intake.Ipp.Printer;

/// <summary>What a queue can do as an IPP printer: operations, formats, what a job may ask for (RFC 8011, 5.4; PWG 5100.12, 5100.13, 5100.14).</summary>
internal static class PrinterAbilities
{
    private const string Group = "printer-description";

    /// <summary>The compressions that documents may come in.</summary>
    public static readonly string[] Compressions = ["none", "gzip", "deflate"];

    /// <summary>How a job's PIN may be hashed by the client (PWG 5100.11).</summary>
    public static readonly string[] PasswordEncryptions = ["none", "sha2-256", "sha2-512"];

    /// <summary>Longest job-password, in octets; a SHA-512 has 64.</summary>
    public const int PasswordBytesMax = 255;

    private static readonly string[] CreationAttributes =
    [
        .. JobTemplates.Names, IppNames.JobName, IppNames.JobAccountId, IppNames.JobAccountingUserId, IppNames.JobPassword, IppNames.JobPasswordEncryption, IppNames.JobReleaseAction,
        IppNames.IppAttributeFidelity, IppNames.DocumentName, IppNames.DocumentFormat, IppNames.Compression, "document-charset", "document-natural-language",
    ];

    public static void AddTo(IppMessageBuilder answer, RequestedAttributes wanted, PrinterTraits traits, IEnumerable<IppOperation> operations, TimeSpan createdJobIdleMax)
    {
        var sheet = new AttributeSheet(answer, wanted, Group);
        sheet.Keyword(IppNames.IppVersionsSupported, "1.1", "2.0");
        sheet.Keyword("ipp-features-supported", "ipp-everywhere");
        sheet.Enum(IppNames.OperationsSupported, [.. operations.Select(operation => (int)operation).Order()]);
        sheet.Add(IppNames.CharsetConfigured, name => answer.Charset(name, "utf-8"));
        sheet.Add(IppNames.CharsetSupported, name => answer.Charset(name, "utf-8", "us-ascii"));
        sheet.Add(IppNames.NaturalLanguageConfigured, name => answer.Language(name, "en"));
        sheet.Add(IppNames.GeneratedNaturalLanguageSupported, name => answer.Language(name, "en"));
        sheet.Mime(IppNames.DocumentFormatDefault, DocumentFormats.Unknown);
        sheet.Mime(IppNames.DocumentFormatSupported, DocumentFormats.Supported);
        sheet.Keyword(IppNames.CompressionSupported, Compressions);
        sheet.Keyword(IppNames.PdlOverrideSupported, "attempted");
        sheet.Boolean(IppNames.ColorSupported, traits.Colour);
        sheet.Integer(IppNames.PagesPerMinute, 60);
        if (traits.Colour)
        {
            sheet.Integer("pages-per-minute-color", 60);
        }

        sheet.Keyword("printer-get-attributes-supported", IppNames.DocumentFormat);
        sheet.Keyword("identify-actions-default", "display");
        sheet.Keyword("identify-actions-supported", "display");
        AddJobs(sheet, createdJobIdleMax);
        AddAccounts(sheet);
    }

    private static void AddJobs(AttributeSheet sheet, TimeSpan createdJobIdleMax)
    {
        sheet.Boolean(IppNames.MultipleDocumentJobsSupported, isTrue: false);
        sheet.Integer("multiple-operation-time-out", (int)createdJobIdleMax.TotalSeconds);
        sheet.Keyword("multiple-operation-time-out-action", "abort-job");
        sheet.Keyword("which-jobs-supported", "completed", "not-completed", "all");
        sheet.Keyword("job-creation-attributes-supported", CreationAttributes);
        sheet.Keyword("job-settable-attributes-supported", JobTemplates.Settable);
        sheet.Boolean("job-ids-supported", isTrue: true);
        sheet.Boolean("preferred-attributes-supported", isTrue: false);
        sheet.Range("job-k-octets-supported", 0, int.MaxValue);
    }

    private static void AddAccounts(AttributeSheet sheet)
    {
        sheet.Boolean("job-account-id-supported", isTrue: true);
        sheet.NoValue("job-account-id-default");
        sheet.Boolean("job-accounting-user-id-supported", isTrue: true);
        sheet.NoValue("job-accounting-user-id-default");
        sheet.Integer("job-password-supported", PasswordBytesMax);
        sheet.Keyword("job-password-encryption-supported", PasswordEncryptions);
        sheet.Keyword("job-password-repertoire-configured", "iana_us-ascii_any");
        sheet.Keyword("job-password-repertoire-supported", "iana_us-ascii_any");
        sheet.Range("job-password-length-supported", 4, 64);
        sheet.Keyword("job-release-action-default", "none");
        sheet.Keyword("job-release-action-supported", "none", "job-password", "owner-authorized");
    }
}
