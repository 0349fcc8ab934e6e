"""The hot path: one answer, one token, one statement; right and wrong get the same bytes back."""

import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lms.base.doors import EXAM_TOKEN, mark

from ..domain.exam_token import TokenRefused
from ..services.delivery import Answer, AnswerRefused, BadAnswer, ClockStopped, NumberTaken, save_answer

LONGEST_BODY = 32_768  # bytes: the longest answer, each character escaped
FIELDS = {"seq", "value", "is_flagged"}


@csrf_exempt  # the token travels in a header that no other site can make a browser send
@require_http_methods(["PUT"])
def save(request: HttpRequest, public_id: UUID, position: int) -> HttpResponse:
    try:
        answer = read_answer(request.body, position)
        token = request.headers.get("X-Exam-Token", "")
        receipt = save_answer(public_id=public_id, token=token, answer=answer, at=timezone.now())
    except BadAnswer as error:
        return JsonResponse({"error": str(error)}, status=400)
    except TokenRefused:
        return JsonResponse({"error": "unknown attempt"}, status=404)
    except NumberTaken as taken:
        return JsonResponse({"error": str(taken), "seq": taken.seq}, status=409)
    except ClockStopped:
        return JsonResponse({"error": "the clock stands still"}, status=423)
    except AnswerRefused:
        return JsonResponse({"error": "this attempt takes no more answers here"}, status=409)
    return JsonResponse({"seq": receipt.seq, "server_time": receipt.saved_at.isoformat(), "receipt": receipt.seal})


save = mark(save, EXAM_TOKEN)


def read_answer(body: bytes, position: int) -> Answer:
    """Strict: known fields, right types, bounded sizes."""
    if len(body) > LONGEST_BODY:
        raise BadAnswer("the body is too long")
    try:
        content = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadAnswer("the body is not JSON") from error
    if not isinstance(content, dict) or not {"seq", "value"} <= set(content) <= FIELDS:
        raise BadAnswer("the body needs seq and value and may hold is_flagged")
    seq, value, is_flagged = content["seq"], content["value"], content.get("is_flagged", False)
    if type(seq) is not int or seq == 0 or type(is_flagged) is not bool:
        raise BadAnswer("seq is a positive whole number, is_flagged true or false")
    if not isinstance(value, list) or not all(type(one) is str for one in value):
        raise BadAnswer("value is a list of strings")
    return Answer(position=position, seq=seq, value=value, is_flagged=is_flagged)
