using System.Text;

namespace Platen.SiteAgent.Tests.Intake;

/// <summary>Whole jobs by RAW and LPD, as a workstation sends them.</summary>
internal static class Wire
{
    public const int Closed = -1;
    public const int Reset = -2;
    public const int Taken = 0;
    public const int Refused = 1;

    public static byte[] Octets(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>Sends a document to a RAW port; the answer is how the connection ends.</summary>
    public static async Task<int> RawAsync(int port, byte[] document)
    {
        using var client = new WireClient(port);
        await client.SendAsync(document);
        client.Finish();
        return await client.AnswerAsync();
    }

    /// <summary>Sends a job by LPD, control file first; the answer is that to the document.</summary>
    public static async Task<int> LpdAsync(int port, string queue, string user, byte[] document)
    {
        using var client = new WireClient(port);
        await client.SendAsync($"\u0002{queue}\n");
        (await client.AnswerAsync()).ShouldBe(Taken);
        var control = $"Hhere\nP{user}\nJReport\nldfA001here\n";
        await client.SendAsync($"\u0002{control.Length} cfA001here\n");
        (await client.AnswerAsync()).ShouldBe(Taken);
        await client.SendAsync(control + "\0");
        (await client.AnswerAsync()).ShouldBe(Taken);
        await client.SendAsync($"\u0003{document.Length} dfA001here\n");
        if (await client.AnswerAsync() is var offer and not Taken)
        {
            return offer;
        }

        await client.SendAsync([.. document, 0]);
        return await client.AnswerAsync();
    }
}
