using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Replica;

namespace Platen.SiteAgent.Intake.Ipp;

/// <summary>A queue as an IPP printer (RFC 8011, 5.4; PWG 5100.12 for IPP/2.0). Documents are kept byte for byte, so every format is supported as it is; the common ones are named.</summary>
internal sealed class IppPrinterDescription(IHeldJobs jobs, IReplica replica, PrinterClock clock, IOptions<IntakeOptions> options)
{
    private const int CopiesMax = 9_999;
    private const string Group = "printer-description";
    private const string Template = "job-template";

    private static readonly string[] Formats =
    [
        "application/octet-stream", "application/pdf", "application/postscript", "application/vnd.hp-PCL", "application/vnd.hp-PCLXL", "image/pwg-raster", "image/urf", "image/jpeg", "text/plain",
    ];

    private static readonly string[] Media = ["iso_a4_210x297mm", "iso_a3_297x420mm", "iso_a5_148x210mm", "na_letter_8.5x11in", "na_legal_8.5x14in"];
    private static readonly (int X, int Y)[] MediaSizes = [(21000, 29700), (29700, 42000), (14800, 21000), (21590, 27940), (21590, 35560)];

    public IppMessageBuilder AddTo(IppMessageBuilder answer, IppCall call, RequestedAttributes wanted)
    {
        AddIdentity(answer, call, wanted);
        AddAbilities(answer, wanted);
        AddTemplates(answer, wanted);
        AddMedia(answer, wanted);
        return answer;
    }

    private void AddIdentity(IppMessageBuilder answer, IppCall call, RequestedAttributes wanted)
    {
        var sheet = new AttributeSheet(answer, wanted, Group);
        var isTls = call.Protocol == IntakeProtocol.Ipps;
        sheet.Add(IppNames.PrinterUriSupported, name => answer.Uri(name, call.PrinterUri));
        sheet.Keyword(IppNames.UriSecuritySupported, isTls ? "tls" : "none");
        sheet.Keyword(IppNames.UriAuthenticationSupported, "requesting-user-name");
        sheet.Add(IppNames.PrinterName, name => answer.Name(name, call.Queue.QueueId));
        sheet.Add(IppNames.PrinterInfo, name => answer.Text(name, call.Queue.Name));
        sheet.Add(IppNames.PrinterLocation, name => answer.Text(name, replica.Policy?.SiteName ?? ""));
        sheet.Add(IppNames.PrinterMakeAndModel, name => answer.Text(name, "Platen print queue"));
        sheet.Add("printer-more-info", name => answer.Uri(name, call.PrinterUri));
        sheet.Add(IppNames.PrinterUuid, name => answer.Uri(name, $"urn:uuid:{Uuid(call.Queue.QueueId)}"));
        sheet.Add("printer-device-id", name => answer.Text(name, "MFG:Platen;MDL:Print queue;CMD:PDF,PS,PCL,PWGRaster,URF;"));
        sheet.Add(IppNames.PrinterState, name => answer.Enum(name, 3));
        sheet.Keyword(IppNames.PrinterStateReasons, "none");
        sheet.Add(IppNames.PrinterIsAcceptingJobs, name => answer.Boolean(name, isTrue: true));
        sheet.Add(IppNames.QueuedJobCount, name => answer.Integer(name, jobs.Count));
        sheet.Add(IppNames.PrinterUpTime, name => answer.Integer(name, clock.UpTime));
        sheet.Add("printer-current-time", name => answer.DateTime(name, clock.Now));
    }

    private void AddAbilities(IppMessageBuilder answer, RequestedAttributes wanted)
    {
        var sheet = new AttributeSheet(answer, wanted, Group);
        sheet.Keyword(IppNames.IppVersionsSupported, "1.1", "2.0");
        sheet.Add(IppNames.OperationsSupported, name => answer.Enum(
            name,
            (int)IppOperation.PrintJob, (int)IppOperation.ValidateJob, (int)IppOperation.CreateJob, (int)IppOperation.SendDocument, (int)IppOperation.CancelJob,
            (int)IppOperation.GetJobAttributes, (int)IppOperation.GetJobs, (int)IppOperation.GetPrinterAttributes));
        sheet.Add(IppNames.CharsetConfigured, name => answer.Charset(name, "utf-8"));
        sheet.Add(IppNames.CharsetSupported, name => answer.Charset(name, "utf-8", "us-ascii"));
        sheet.Add(IppNames.NaturalLanguageConfigured, name => answer.Language(name, "en"));
        sheet.Add(IppNames.GeneratedNaturalLanguageSupported, name => answer.Language(name, "en"));
        sheet.Add(IppNames.DocumentFormatDefault, name => answer.Mime(name, "application/octet-stream"));
        sheet.Add(IppNames.DocumentFormatSupported, name => answer.Mime(name, Formats));
        sheet.Keyword(IppNames.CompressionSupported, "none");
        sheet.Keyword(IppNames.PdlOverrideSupported, "not-attempted");
        sheet.Add(IppNames.MultipleDocumentJobsSupported, name => answer.Boolean(name, isTrue: false));
        sheet.Add("multiple-operation-time-out", name => answer.Integer(name, (int)options.Value.CreatedJobIdleMax.TotalSeconds));
        sheet.Add(IppNames.ColorSupported, name => answer.Boolean(name, isTrue: true));
        sheet.Add(IppNames.PagesPerMinute, name => answer.Integer(name, 60));
        sheet.Add("pages-per-minute-color", name => answer.Integer(name, 60));
        sheet.Keyword("which-jobs-supported", "completed", "not-completed", "all");
        sheet.Keyword("job-creation-attributes-supported", IppNames.Copies, IppNames.Sides, IppNames.Media, IppNames.JobName, "print-color-mode");
        sheet.Keyword("pwg-raster-document-type-supported", "srgb_8", "sgray_8");
        sheet.Keyword("pwg-raster-document-sheet-back", "normal");
        sheet.Keyword("urf-supported", "V1.4", "CP1", "W8", "SRGB24", "RS300-600", "DM1");
        sheet.Add("pwg-raster-document-resolution-supported", name => answer.Add(name, Dpi(300), Dpi(600)));
    }

    private static void AddTemplates(IppMessageBuilder answer, RequestedAttributes wanted)
    {
        var sheet = new AttributeSheet(answer, wanted, Template);
        sheet.Add("copies-default", name => answer.Integer(name, 1));
        sheet.Add("copies-supported", name => answer.Range(name, 1, CopiesMax));
        sheet.Keyword("sides-default", "one-sided");
        sheet.Keyword("sides-supported", "one-sided", "two-sided-long-edge", "two-sided-short-edge");
        sheet.Keyword("print-color-mode-default", "auto");
        sheet.Keyword("print-color-mode-supported", "auto", "color", "monochrome");
        sheet.Add("print-quality-default", name => answer.Enum(name, 4));
        sheet.Add("print-quality-supported", name => answer.Enum(name, 3, 4, 5));
        sheet.Add("printer-resolution-default", name => answer.Add(name, Dpi(600)));
        sheet.Add("printer-resolution-supported", name => answer.Add(name, Dpi(300), Dpi(600)));
        sheet.Add("orientation-requested-default", name => answer.NoValue(name));
        sheet.Add("orientation-requested-supported", name => answer.Enum(name, 3, 4, 5, 6));
        sheet.Add("finishings-default", name => answer.Enum(name, 3));
        sheet.Add("finishings-supported", name => answer.Enum(name, 3));
        sheet.Keyword("output-bin-default", "face-down");
        sheet.Keyword("output-bin-supported", "face-down");
        sheet.Keyword("job-hold-until-default", "no-hold");
        sheet.Keyword("job-sheets-default", "none");
        sheet.Keyword("job-sheets-supported", "none");
        sheet.Keyword("multiple-document-handling-default", "separate-documents-collated-copies");
        sheet.Keyword("multiple-document-handling-supported", "separate-documents-collated-copies");
    }

    private static void AddMedia(IppMessageBuilder answer, RequestedAttributes wanted)
    {
        var sheet = new AttributeSheet(answer, wanted, Template);
        sheet.Keyword("media-default", Media[0]);
        sheet.Keyword("media-supported", Media);
        sheet.Keyword("media-ready", Media);
        sheet.Keyword("media-col-supported", "media-size", "media-type", "media-source", "media-top-margin", "media-bottom-margin", "media-left-margin", "media-right-margin");
        sheet.Keyword("media-type-supported", "auto", "stationery");
        sheet.Keyword("media-source-supported", "auto");
        foreach (var side in new[] { "bottom", "left", "right", "top" })
        {
            sheet.Add($"media-{side}-margin-supported", name => answer.Integer(name, 423));
        }

        sheet.Add("media-size-supported", name => answer.Add(name, [.. MediaSizes.Select(Size)]));
        sheet.Add("media-col-default", name => answer.Add(name, MediaCollection(MediaSizes[0])));
        sheet.Add("media-col-ready", name => answer.Add(name, [.. MediaSizes.Select(MediaCollection)]));
        if (wanted.WantsByName("media-col-database"))
        {
            answer.Add("media-col-database", [.. MediaSizes.Select(MediaCollection)]);
        }
    }

    private static IppValue Size((int X, int Y) size) =>
        new IppCollectionValue([new(IppNames.XDimension, [Number(size.X)]), new(IppNames.YDimension, [Number(size.Y)])]);

    private static IppValue MediaCollection((int X, int Y) size)
    {
        IppAttribute Margin(string side) => new($"media-{side}-margin", [Number(423)]);
        return new IppCollectionValue([new(IppNames.MediaSize, [Size(size)]), Margin("bottom"), Margin("left"), Margin("right"), Margin("top")]);
    }

    private static IppIntegerValue Number(int value) => new(IppTag.Integer, value);

    private static IppResolutionValue Dpi(int dots) => new(dots, dots, IppResolutionUnit.DotsPerInch);

    // the same queue has the same UUID at every site and after every restart
    private string Uuid(string queue)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"platen:{replica.Policy?.TenantName}:{queue}"));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString();
    }
}
