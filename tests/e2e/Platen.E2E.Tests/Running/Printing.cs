namespace Platen.E2E.Tests.Running;

/// <summary>Sends documents as workstations do.</summary>
internal static class Printing
{
    private const string Begin = """
        {
          NAME "OPERATION"
          OPERATION OPERATION
          GROUP operation-attributes-tag
          ATTR charset attributes-charset utf-8
          ATTR naturalLanguage attributes-natural-language en
          ATTR uri printer-uri $uri
        """;

    private const string PrintJob = """
          ATTR name requesting-user-name "USER"
          ATTR name job-name "TITLE"
          ATTR mimeMediaType document-format application/octet-stream
          FILE $filename
          STATUS successful-ok
          STATUS successful-ok-ignored-or-substituted-attributes
        }
        """;

    private const string CreateJob = """
          ATTR name requesting-user-name "USER"
          ATTR name job-name "TITLE"
          STATUS successful-ok
          EXPECT job-id
        }
        """;

    private const string SendDocument = """
          ATTR integer job-id $job-id
          ATTR name requesting-user-name "USER"
          ATTR mimeMediaType document-format application/octet-stream
          ATTR boolean last-document true
          FILE $filename
          STATUS successful-ok
        }
        """;

    public static Task<ProgramResult> SendAsync(SystemEndpoints endpoints, PrintClient client, SentDocument document, string user, string queue)
    {
        var ipp = new Uri(endpoints.Ipp).Authority;
        return client switch
        {
            PrintClient.Lp => Programs.RunAsync("lp", ["-h", ipp, "-d", queue, "-U", user, "-t", document.Title, document.File]),
            PrintClient.Lpr => Programs.RunAsync("lpr", ["-H", ipp, "-P", queue, "-U", user, "-T", document.Title, document.File]),
            PrintClient.Rlpr => Programs.RunAsync("rlpr", ["-N", "-h", "-H", Host(endpoints.Lpd), "--port=" + Port(endpoints.Lpd), "-P", queue, "-U", user, "-J", document.Title, document.File]),
            PrintClient.Nc => Programs.RunAsync("nc", ["-N", Host(endpoints.Raw), Port(endpoints.Raw)], document.File),
            PrintClient.IpptoolTls => IpptoolAsync(endpoints.Ipps + queue, document, user, Operation("Print-Job") + PrintJob),
            PrintClient.IpptoolCreateJob => IpptoolAsync(endpoints.Ipp + queue, document, user, Operation("Create-Job") + CreateJob + "\n" + Operation("Send-Document") + SendDocument),
            _ => IpptoolAsync(endpoints.Ipp + queue, document, user, Operation("Print-Job") + PrintJob),
        };
    }

    private static async Task<ProgramResult> IpptoolAsync(string uri, SentDocument document, string user, string test)
    {
        var file = document.File + ".test";
        await File.WriteAllTextAsync(file, test.Replace("USER", user, StringComparison.Ordinal).Replace("TITLE", document.Title, StringComparison.Ordinal));
        return await Programs.RunAsync("ipptool", ["-T", "60", "-t", "-f", document.File, uri, file]);
    }

    private static string Operation(string name) => Begin.Replace("OPERATION OPERATION", "OPERATION " + name, StringComparison.Ordinal).Replace("\"OPERATION\"", $"\"{name}\"", StringComparison.Ordinal) + "\n";

    private static string Host(string address) => address[..address.LastIndexOf(':')];

    private static string Port(string address) => address[(address.LastIndexOf(':') + 1)..];
}
