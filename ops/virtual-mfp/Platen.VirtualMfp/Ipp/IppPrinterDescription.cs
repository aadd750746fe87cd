using Platen.Protocols.Ipp;
using Platen.VirtualMfp.Device;

namespace Platen.VirtualMfp.Ipp;

/// <summary>The device's attributes (RFC 8011 section 5.4, PWG 5100.14), enough for driverless clients. A table, hence its length.</summary>
internal static class IppPrinterDescription
{
    internal static readonly string[] AllFormats =
    [
        "application/octet-stream", "application/pdf", "application/postscript", "application/vnd.hp-PCL", "application/vnd.hp-PCLXL", "image/urf", "image/pwg-raster", "image/jpeg", "text/plain",
    ];

    private static readonly string[] s_media = ["iso_a4_210x297mm", "na_letter_8.5x11in", "iso_a3_297x420mm", "iso_a5_148x210mm"];
    private static readonly string[] s_jobTemplates = ["copies", "sides", "media", "print-color-mode", "print-quality", "printer-resolution", "orientation-requested", "finishings", "output-bin", "page-ranges"];
    private static readonly (int X, int Y)[] s_sizes = [(21000, 29700), (21590, 27940), (29700, 42000), (14800, 21000)];
    private static readonly IppResolutionValue s_resolution = new(600, 600, IppResolutionUnit.DotsPerInch);

    internal static bool IsJobTemplate(string name) => s_jobTemplates.Any(template => name.StartsWith(template + "-", StringComparison.Ordinal) || name.StartsWith(template + "-col-", StringComparison.Ordinal));

    internal static IppAttributeGroup Of(Uri uri, MfpDevice device, int queuedJobs)
    {
        var builder = IppMessageBuilder.Request(IppOperation.Unspecified, 0).Group(IppTag.PrinterAttributes);
        AddIdentity(builder, uri, device);
        AddState(builder, device, queuedJobs);
        AddAbilities(builder, device);
        AddJobTemplates(builder);
        return builder.Build().Find(IppTag.PrinterAttributes)!;
    }

    private static void AddIdentity(IppMessageBuilder builder, Uri uri, MfpDevice device) => builder
        .Uri(IppNames.PrinterUriSupported, uri.ToString())
        .Keyword(IppNames.UriSecuritySupported, uri.Scheme == "ipps" ? "tls" : "none")
        .Keyword(IppNames.UriAuthenticationSupported, "none")
        .Name(IppNames.PrinterName, "virtual-mfp")
        .Text(IppNames.PrinterInfo, MfpDevice.Model)
        .Text(IppNames.PrinterLocation, "demo")
        .Text(IppNames.PrinterMakeAndModel, MfpDevice.Model)
        .Uri("printer-more-info", $"http://{uri.Authority}/")
        .Uri(IppNames.PrinterUuid, $"urn:uuid:{new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(device.SerialNumber)).AsSpan(0, 16))}")
        .Text("printer-device-id", $"MFG:Platen;MDL:{MfpDevice.Model};CMD:PDF,PS,PCL,PCLXL,URF,PWGRaster;SN:{device.SerialNumber};");

    private static void AddState(IppMessageBuilder builder, MfpDevice device, int queuedJobs)
    {
        var (state, reason) = device.Condition switch
        {
            MfpCondition.Ready => (queuedJobs > 0 ? IppPrinterState.Processing : IppPrinterState.Idle, IppPrinterStateReason.None),
            MfpCondition.OutOfPaper => (IppPrinterState.Stopped, IppPrinterStateReason.MediaEmpty + "-error"),
            MfpCondition.Jammed => (IppPrinterState.Stopped, IppPrinterStateReason.MediaJam + "-error"),
            MfpCondition.DoorOpen => (IppPrinterState.Stopped, IppPrinterStateReason.DoorOpen + "-error"),
            _ => (IppPrinterState.Stopped, IppPrinterStateReason.Offline + "-error"),
        };
        builder
            .Enum(IppNames.PrinterState, (int)state)
            .Keyword(IppNames.PrinterStateReasons, reason)
            .Boolean(IppNames.PrinterIsAcceptingJobs, isTrue: true)
            .Integer(IppNames.QueuedJobCount, queuedJobs)
            .Integer(IppNames.PrinterUpTime, device.UpTimeSeconds)
            .DateTime("printer-current-time", device.Time.GetUtcNow())
            .Integer("printer-impressions-completed", (int)Math.Min(int.MaxValue, device.LifeCounter.Count));
    }

    private static void AddAbilities(IppMessageBuilder builder, MfpDevice device) => builder
        .Keyword(IppNames.IppVersionsSupported, "1.1", "2.0")
        .Enum(
            IppNames.OperationsSupported,
            (int)IppOperation.PrintJob,
            (int)IppOperation.ValidateJob,
            (int)IppOperation.CreateJob,
            (int)IppOperation.SendDocument,
            (int)IppOperation.CancelJob,
            (int)IppOperation.GetJobAttributes,
            (int)IppOperation.GetJobs,
            (int)IppOperation.GetPrinterAttributes,
            (int)IppOperation.CloseJob,
            (int)IppOperation.IdentifyPrinter)
        .Charset(IppNames.CharsetConfigured, "utf-8")
        .Charset(IppNames.CharsetSupported, "utf-8", "us-ascii")
        .Language(IppNames.NaturalLanguageConfigured, "en")
        .Language(IppNames.GeneratedNaturalLanguageSupported, "en")
        .Mime(IppNames.DocumentFormatDefault, device.Formats[0])
        .Mime(IppNames.DocumentFormatSupported, [.. device.Formats])
        .Keyword(IppNames.CompressionSupported, "none")
        .Keyword(IppNames.PdlOverrideSupported, "attempted")
        .Boolean(IppNames.MultipleDocumentJobsSupported, isTrue: false)
        .Integer("multiple-operation-time-out", 300)
        .Boolean(IppNames.ColorSupported, isTrue: true)
        .Integer(IppNames.PagesPerMinute, 60)
        .Integer("pages-per-minute-color", 60)
        .Keyword("which-jobs-supported", "completed", "not-completed", "all")
        .Keyword("identify-actions-default", "display")
        .Keyword("identify-actions-supported", "display")
        .Keyword("job-creation-attributes-supported", s_jobTemplates)
        .Keyword("urf-supported", "V1.4", "CP1", "W8", "SRGB24", "RS600", "DM1")
        .Add("pwg-raster-document-resolution-supported", s_resolution)
        .Keyword("pwg-raster-document-type-supported", "sgray_8", "srgb_8")
        .Keyword("pwg-raster-document-sheet-back", "normal");

    private static void AddJobTemplates(IppMessageBuilder builder)
    {
        builder
            .Integer("copies-default", 1).Range("copies-supported", 1, 999)
            .Keyword("sides-default", "one-sided").Keyword("sides-supported", "one-sided", "two-sided-long-edge", "two-sided-short-edge")
            .Keyword("media-default", s_media[0]).Keyword("media-supported", s_media).Keyword("media-ready", s_media)
            .Keyword("print-color-mode-default", "auto").Keyword("print-color-mode-supported", "auto", "monochrome", "color")
            .Enum("print-quality-default", 4).Enum("print-quality-supported", 3, 4, 5)
            .Add("printer-resolution-default", s_resolution).Add("printer-resolution-supported", s_resolution)
            .Enum("orientation-requested-default", 3).Enum("orientation-requested-supported", 3, 4, 5, 6)
            .Enum("finishings-default", 3).Enum("finishings-supported", 3)
            .Keyword("output-bin-default", "face-down").Keyword("output-bin-supported", "face-down")
            .Boolean("page-ranges-supported", isTrue: true)
            .Integer("media-bottom-margin-supported", 423).Integer("media-left-margin-supported", 423)
            .Integer("media-right-margin-supported", 423).Integer("media-top-margin-supported", 423)
            .Keyword("media-col-supported", "media-size", "media-bottom-margin", "media-left-margin", "media-right-margin", "media-top-margin")
            .Add("media-col-default", MediaCol(s_sizes[0]))
            .Add("media-col-ready", [.. s_sizes.Select(MediaCol)])
            .Add("media-col-database", [.. s_sizes.Select(MediaCol)])
            .Add("media-size-supported", [.. s_sizes.Select(MediaSize)]);
    }

    private static IppCollectionValue MediaCol((int X, int Y) size) => new(
    [
        new IppAttribute("media-size", [MediaSize(size)]),
        Number("media-bottom-margin", 423),
        Number("media-left-margin", 423),
        Number("media-right-margin", 423),
        Number("media-top-margin", 423),
    ]);

    private static IppCollectionValue MediaSize((int X, int Y) size) => new([Number("x-dimension", size.X), Number("y-dimension", size.Y)]);

    private static IppAttribute Number(string name, int number) => new(name, [new IppIntegerValue(IppTag.Integer, number)]);
}
