namespace Platen.SiteAgent.Tests.Intake;

/// <summary>ipptool, CUPS' own IPP client for tests: each request says what is expected of its answer.</summary>
internal static class IppTool
{
    public static string PrintJob(string user, string title) => Request(
        "Print-Job", user, $"ATTR name job-name \"{title}\"\nGROUP job-attributes-tag\nATTR integer copies 2\nATTR keyword sides two-sided-long-edge\nFILE $filename", "EXPECT job-id OF-TYPE integer\nEXPECT job-state");

    public static string CreateJob(string user, string title) => Request("Create-Job", user, $"ATTR name job-name \"{title}\"", "EXPECT job-id OF-TYPE integer");

    public static string SendDocument(string user) => Request("Send-Document", user, "ATTR integer job-id $job-id\nATTR boolean last-document true\nFILE $filename");

    /// <summary>One request. <paramref name="more"/>: further attributes, and groups behind them.</summary>
    public static string Request(string operation, string user, string more = "", string expect = "", string status = "successful-ok") =>
        $$"""
          {
          NAME "{{operation}} as {{user}}"
          OPERATION {{operation}}
          GROUP operation-attributes-tag
          ATTR charset attributes-charset utf-8
          ATTR naturalLanguage attributes-natural-language en
          ATTR uri printer-uri $uri
          ATTR name requesting-user-name "{{user}}"
          {{more}}
          STATUS {{status}}
          {{expect}}
          }

          """;

    public static async Task RunAsync(IntakeHost host, string scheme, string file, params string[] requests)
    {
        var script = Path.Combine(host.Folder, "requests.test");
        await File.WriteAllTextAsync(script, string.Concat(requests));
        await PrintClient.RunAsync("ipptool", "cups-ipp-utils", host.Folder, ["-tv", "-T", "20", "-f", file, host.PrinterUri(scheme), script]);
    }
}
